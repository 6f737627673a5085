import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** F: 财会〔2024〕12号, the software. W: 财会〔2024〕11号, the unit that uses it. */
const REQUIREMENTS = [
  ...Array.from({ length: 47 }, (_, place) => `F${String(place + 1).padStart(2, '0')}`),
  ...Array.from({ length: 18 }, (_, place) => `W${String(place + 1).padStart(2, '0')}`),
];
/** What a row says of itself. The first two claim something and name a test; the next two say what to do instead. */
export const MARKS = ['无', '部分', '缺口', '运维职责', '不适用'] as const;
const CLAIMS: readonly string[] = ['无', '部分'];
const LACKS: readonly string[] = ['部分', '缺口'];

interface Row {
  readonly id: string;
  readonly cells: readonly string[];
  readonly mark: string;
  readonly means: string;
  readonly tests: string;
  readonly gap: string;
}

/** What is wrong with the document, one sentence each. */
export function faultsOf(document: string): string[] {
  const rows = rowsOf(document);
  const written = rows.map(({ id }) => id);
  const counted = REQUIREMENTS.filter((id) => written.filter((one) => one === id).length !== 1);
  return [
    ...counted.map((id) => `${id} has ${written.filter((one) => one === id).length} rows`),
    ...written.filter((id) => !REQUIREMENTS.includes(id)).map((id) => `${id} is no requirement`),
    ...rows.flatMap((row) => [...faultsOfMark(row), ...faultsOfTests(row), ...faultsOfMeans(row)]),
    ...faultsOfCount(document, rows),
  ];
}

/** How many rows bear each mark. */
function counts(rows: readonly Row[]): string {
  return MARKS.map((mark) => `${mark} ${rows.filter((row) => row.mark === mark).length} 条`).join(
    '，',
  );
}

function rowsOf(document: string): Row[] {
  return document
    .split('\n')
    .filter((line) => /^\| [FW]\d/.test(line))
    .map((line) => {
      const cells = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      const [id = '', , , means = '', tests = '', gap = ''] = cells;
      return { id, cells, means, tests, gap, mark: /^[^：]*/.exec(gap)?.[0] ?? '' };
    });
}

function faultsOfMark({ id, cells, mark, gap, tests }: Row): string[] {
  if (cells.length !== 6) return [`${id} has ${cells.length} cells`];
  if (!MARKS.some((known) => known === mark)) return [`${id} has no mark`];
  return [
    ...(CLAIMS.includes(mark) && !tests.includes('「') ? [`${id} claims without a test`] : []),
    ...(LACKS.includes(mark) && !/办法：./.test(gap) ? [`${id} does not say what to do`] : []),
    ...(mark !== '无' && gap.length < mark.length + 5 ? [`${id} does not explain itself`] : []),
  ];
}

function faultsOfTests({ id, tests }: Row): string[] {
  const unread = tests.replace(/`[^`]+`(「[^」]+」)+/g, '').replace(/<br>/g, '');
  const named = [...tests.matchAll(/`([^`]+)`((?:「[^」]+」)+)/g)];
  return [
    ...(/^[\s—]*$/.test(unread) ? [] : [`${id} names tests in another form: ${unread}`]),
    ...named.flatMap(([, file = '', titles = '']) =>
      !file.endsWith('.spec.ts') || !existsSync(join(ROOT, file))
        ? [`${id}: no spec ${file}`]
        : [...titles.matchAll(/「([^」]+)」/g)]
            .map(([, title = '']) => title)
            .filter((title) => !titlesIn(file).has(title))
            .map((title) => `${id}: no test 「${title}」 in ${file}`),
    ),
  ];
}

/** Files and routes by which a row says that it is met. */
function faultsOfMeans({ id, means }: Row): string[] {
  const named = [...means.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  return named
    .filter((name) =>
      /^[A-Z]+ /.test(name)
        ? !isRoute(name)
        : /^(src|test|migrations|docs|samples)\/|^[A-Z][\w.-]+\.(md|yml)$/.test(name) &&
          !existsSync(join(ROOT, name)),
    )
    .map((name) => `${id}: no ${name}`);
}

function faultsOfCount(document: string, rows: readonly Row[]): string[] {
  return document.includes(counts(rows)) ? [] : [`the document does not say: ${counts(rows)}`];
}

/** `GET …/audit-events` is the end of a path of the contract. */
function isRoute(name: string): boolean {
  const [method = '', end = ''] = name.split(' ');
  const { paths } = JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8')) as {
    paths: Record<string, object>;
  };
  return Object.entries(paths).some(
    ([path, methods]) => path.endsWith(end.replace(/^…/, '')) && method.toLowerCase() in methods,
  );
}

const WORKED_YEAR = 'test/support/worked-year.ts';
const known = new Map<string, ReadonlySet<string>>();

/** The titles of a spec's tests and groups, those of test.each as they are written; what is skipped has none. */
function titlesIn(file: string): ReadonlySet<string> {
  const found = known.get(file);
  if (found !== undefined) return found;
  const text = readFileSync(join(ROOT, file), 'utf8');
  // A worked year is tried by the tests that all of them share.
  const shared = /^tryYear\(/m.test(text) ? titlesIn(WORKED_YEAR) : [];
  const read = new Set([...titlesOf(text), ...shared]);
  known.set(file, read);
  return read;
}

export function titlesOf(text: string): ReadonlySet<string> {
  const titles = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const maker = makerOf(node.expression);
      const title =
        maker === 'tryYear' ? titleOfYear(node) : node.arguments[maker === 'testWith' ? 1 : 0];
      if (maker !== null && title !== undefined && ts.isStringLiteralLike(title)) {
        titles.add(title.text);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('spec.ts', text, ts.ScriptTarget.Latest));
  return titles;
}

/** `test` of test(…), test.each(…)(…); null of what makes no test that runs. */
function makerOf(called: ts.Expression): string | null {
  if (ts.isIdentifier(called)) {
    return ['describe', 'test', 'testWith', 'tryYear'].includes(called.text) ? called.text : null;
  }
  if (ts.isCallExpression(called)) return makerOf(called.expression);
  if (ts.isPropertyAccessExpression(called) && called.name.text === 'each') {
    return makerOf(called.expression);
  }
  return null;
}

/** `title` of tryYear({ title, … }). */
function titleOfYear({ arguments: [year] }: ts.CallExpression): ts.Expression | undefined {
  if (year === undefined || !ts.isObjectLiteralExpression(year)) return undefined;
  return year.properties
    .filter(ts.isPropertyAssignment)
    .find(({ name }) => ts.isIdentifier(name) && name.text === 'title')?.initializer;
}
