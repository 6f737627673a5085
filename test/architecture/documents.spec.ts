import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DOCUMENTS = [
  'README.md',
  'README.zh-CN.md',
  'ARCHITECTURE.md',
  'docs/manual.zh-CN.md',
] as const;
/** Made by a command, or measured for a release. */
const MADE_LATER = /^(demo-out|\.data|dist)/;
const FOLDERS =
  'src|test|scripts|docs|samples|migrations|kernel|platform|ledger|treasury|oversight|notices|filings|identity';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const withoutShell = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, '');

/** Everything in a document that points at a file of the repository: links, and code that looks like a path. */
function pathsIn(document: string): string[] {
  const prose = withoutShell(read(document));
  const links = [...prose.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) =>
    join(dirname(document), path),
  );
  const code = [...prose.matchAll(/`([^`\s]+)`/g)]
    .map(([, path = '']) => path)
    .filter((path) =>
      new RegExp(`^(${FOLDERS})/[\\w./-]*$|^[\\w.-]+\\.(sql|md|json|cjs|yml)$`).test(path),
    );
  return [...new Set([...links, ...code])].filter((path) => !MADE_LATER.test(path));
}

/** Migrations and rooms are also called by their last name alone. */
const isThere = (path: string): boolean =>
  [path, join('src', path), join('migrations', path)].some((place) =>
    existsSync(join(ROOT, place)),
  );

describe.each(DOCUMENTS)('%s', (document) => {
  test('names no file that is not there', () => {
    const paths = pathsIn(document);
    expect(paths.length).toBeGreaterThan(document.startsWith('docs/') ? 2 : 5);
    expect(paths.filter((path) => !isThere(path))).toEqual([]);
  });

  test('names no npm script that is not there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [
      ...read(document).matchAll(/npm (?:run (?:--silent )?([a-z:]+)|(start|test))/g),
    ].map(([, script, short]) => script ?? short ?? '');
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });
});

describe('what may be configured', () => {
  const variables = [
    ...read('src/platform/config/config.ts').matchAll(/env(?:\[|, )'([A-Z_]+)'/g),
    ...read('docker-compose.yml').matchAll(/\$\{([A-Z_]+)/g),
  ].map(([, name = '']) => name);

  test.each(['README.md', 'README.zh-CN.md'])('stands in %s, every variable', (document) => {
    const text = read(document);
    expect(variables.length).toBeGreaterThan(15);
    expect([...new Set(variables)].filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  test('is handed on by Compose, but for what a container decides itself', () => {
    const compose = read('docker-compose.yml');
    const own = ['NODE_ENV', 'DATA_DIR', 'HOST', 'PORT', 'GONGZHANG_NOW'];
    const missing = variables.filter((name) => !own.includes(name) && !compose.includes(name));
    expect(missing).toEqual([]);
  });

  test('every dependency has its line in ARCHITECTURE.md', () => {
    const text = read('ARCHITECTURE.md');
    const { dependencies } = JSON.parse(read('package.json')) as {
      dependencies: Record<string, string>;
    };
    const named = Object.keys(dependencies).filter(
      (name) =>
        !text.includes(`\`${name}\``) && !text.includes(`\`${name.replace('@nestjs/', '')}\``),
    );
    expect(named).toEqual([]);
  });
});

describe('the manual', () => {
  const { paths } = JSON.parse(read('openapi.json')) as { paths: Record<string, object> };
  const placeless = (path: string): string => path.replace(/\{\w+\}/g, '{}');
  const routes = new Set(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${placeless(path)}`),
    ),
  );
  const named = [
    ...read('docs/manual.zh-CN.md').matchAll(/`(GET|POST|PUT|DELETE) ([^\s`?]+)[^`]*`/g),
  ].map(([, method = '', path = '']) => {
    const whole = path
      .replace(/^B(?=\/)/, '/communities/{}/books/{}')
      .replace(/^C(?=\/)/, '/communities/{}')
      .replace(/\/(balance-sheet|bank)$/, '/{}');
    return `${method} /api/v1${placeless(whole)}`;
  });

  test('names no route that is not there', () => {
    expect(named.length).toBeGreaterThan(80);
    expect([...new Set(named)].filter((route) => !routes.has(route))).toEqual([]);
  });
});
