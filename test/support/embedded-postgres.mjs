/** The service's embedded PostgreSQL for plain Node: Jest's global setup and child processes cannot load TypeScript. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCE = join(ROOT, 'src/platform/embedded-postgres');
// Below node_modules, so that the packages it imports are found.
const CACHE = join(ROOT, 'node_modules/.cache/gongzhang');

/** Loads `src/platform/embedded-postgres/embedded-postgres.ts` as it stands now. */
export async function loadEmbeddedPostgres() {
  const sources = readdirSync(SOURCE)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(SOURCE, name), 'utf8') }));
  const digest = createHash('sha256').update(JSON.stringify(sources)).digest('hex').slice(0, 16);
  const built = join(CACHE, `embedded-postgres-${digest}`);
  if (!existsSync(built)) await build(sources, built);
  return import(pathToFileURL(join(built, 'embedded-postgres.js')).href);
}

async function build(sources, built) {
  const { transformSync } = await import('@swc/core');
  mkdirSync(CACHE, { recursive: true });
  const draft = mkdtempSync(join(CACHE, 'draft-'));
  mkdirSync(join(draft, 'built'));
  writeFileSync(join(draft, 'built', 'package.json'), '{"type":"module"}\n');
  for (const { name, text } of sources) {
    const { code } = transformSync(text, {
      filename: name,
      swcrc: false,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
      module: { type: 'es6' },
    });
    writeFileSync(join(draft, 'built', name.replace(/\.ts$/, '.js')), code);
  }
  try {
    renameSync(join(draft, 'built'), built);
  } catch (error) {
    // Another process built the same at the same moment.
    if (!existsSync(built)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
