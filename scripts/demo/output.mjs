/** What the demo leaves behind: notices, the filing, the books as plain text, the figures beside those expected. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { Refusal } from './client.mjs';
import { grouped, table, tell } from './narrator.mjs';
import { COMMUNITY } from './people.mjs';
import { environmentOfDemo } from './service.mjs';
import { C } from './setup.mjs';

/** @typedef {import('./people.mjs').Cast} Cast */
/** @typedef {import('./setup.mjs').Book} Book */
/**
 * @typedef {object} Figures one book's month
 * @property {number} bookNo
 * @property {string} kind
 * @property {string} month
 * @property {string} opening
 * @property {string} income
 * @property {string} expenditure
 * @property {string} closing
 * @property {string} pettyCash
 * @property {{ netAssets: string, funds: string } | null} restriction
 */

/** Where everything lies. @param {string} root */
export const outputOf = (root) => path.join(root, 'demo-out');

/**
 * Fetches a file for people and writes it down.
 * @param {string} directory @param {string} name @param {Promise<Buffer>} content
 */
export async function keep(directory, name, content) {
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, name), await content);
}

/** A month's notice, as the board shows it and as it hangs on the wall. */
export async function keepNotice(
  /** @type {Cast} */ as,
  /** @type {string} */ directory,
  /** @type {string} */ month,
  /** @type {string} */ notice,
) {
  const resident = as('resident');
  const paper = `/public/notices/${notice}?format=pdf`;
  await keep(directory, `notice-${month}.html`, resident.file(`/notices/${notice}`));
  await keep(directory, `notice-${month}.pdf`, resident.file(paper));
}

/** The quarter's report as paper and as figures. */
export async function keepFiling(
  /** @type {Cast} */ as,
  /** @type {string} */ directory,
  /** @type {string} */ quarter,
  /** @type {string} */ filing,
) {
  const street = as('street');
  await keep(directory, `filing-${quarter}.pdf`, street.file(`/filings/${filing}/pdf`));
  await keep(directory, `filing-${quarter}.json`, street.file(`/filings/${filing}/data`));
}

/** A whole book in the two plain-text formats. @param {Cast} as @param {string} directory @param {Book} book */
export async function keepBook(as, directory, { at, bookNo }) {
  const file = (/** @type {string} */ format) =>
    as('accountant').file(`${at}/export?format=${format}`);
  await keep(directory, `book-${bookNo}.journal`, file('hledger'));
  await keep(directory, `book-${bookNo}.beancount`, file('beancount'));
}

/** The frozen figures of a reported month, book by book. @param {Cast} as @param {string} month @returns {Promise<Figures[]>} */
export async function figuresOf(as, month) {
  const { report } = await as('auditor').get(`${C}/months/${month}`);
  return report.books.map((/** @type {any} */ { bookNo, kind, movements, restriction }) => ({
    bookNo,
    kind,
    month,
    opening: movements.opening,
    income: movements.incomeTotal,
    expenditure: movements.expenditureTotal,
    closing: movements.closing,
    pettyCash: movements.pettyCash,
    restriction,
  }));
}

/** @param {string} directory @param {Figures[]} figures */
export function keepSummary(directory, figures) {
  const summary = figures.map((figure) => ({ ...figure, restriction: undefined }));
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
}

const COLUMNS = /** @type {const} */ ([
  ['期初', 'opening'],
  ['收入', 'income'],
  ['支出', 'expenditure'],
  ['期末', 'closing'],
  ['备用金', 'pettyCash'],
]);

/**
 * Shows the figures and answers how many differ from what was worked out by hand.
 * @param {Book[]} books @param {Figures[]} figures @param {import('./samples.mjs').Row[]} expected
 */
export function compare(books, figures, expected) {
  /** @type {string[][]} */
  const wrong = [];
  let compared = expected.length * COLUMNS.length;
  const rows = expected.map((row) => {
    const book = books.find(({ folder }) => folder === row['目录']);
    const found = figures.find((one) => one.bookNo === book?.bookNo && one.month === row['月份']);
    const name = `${book?.bookNo} ${book?.name ?? row['目录']}`;
    for (const [title, field] of COLUMNS) {
      const [is, should] = [found?.[field] ?? '无', row[title] ?? ''];
      if (is !== should) wrong.push([name, row['月份'] ?? '', title, grouped(should), grouped(is)]);
    }
    // Restricted net assets are what the restricted funds hold, by accounts and by funds.
    const restricted = row['限定性净资产'] ?? '';
    for (const [title, is] of [
      ['限定性净资产', found?.restriction?.netAssets ?? ''],
      ['限定专项结余', found?.restriction?.funds ?? ''],
    ]) {
      compared += 1;
      if (is !== restricted) {
        wrong.push([name, row['月份'] ?? '', title ?? '', grouped(restricted), grouped(is ?? '')]);
      }
    }
    return [
      name,
      row['月份'] ?? '',
      ...COLUMNS.map(([, field]) => grouped(found?.[field] ?? '无')),
    ];
  });
  tell();
  table(['账套', '月份', ...COLUMNS.map(([title]) => title)], rows, [2, 3, 4, 5, 6]);
  if (wrong.length > 0) {
    tell('\n✘ 与 samples/expected.csv 不符：');
    table(['账套', '月份', '项目', '应为', '实为'], wrong, [3, 4]);
  } else {
    tell(`  ✔ ${compared} 个数字与 samples/expected.csv 逐一相符`);
  }
  return wrong.length;
}

/** The service recomputes everything itself; answers whether it found nothing. @param {Cast} as */
export async function verifyByService(as) {
  const { clean, findings } = await as('auditor').get(`${C}/verification`);
  tell(`\n核验（GET /api/v1${C}/verification）：${clean ? '✔ 无差异' : '✘ 有差异'}`);
  for (const { check, count, differences } of findings) {
    tell(`    ${differences.length === 0 ? '✔' : '✘'} ${check}  ${count} 条`);
    for (const difference of differences) tell(`      ${difference}`);
  }
  return clean === true;
}

/** The same from the command line, over the stopped service's data. @param {string} root @param {string} dataDirectory */
export function verifyByCommand(root, dataDirectory) {
  const args = [path.join(root, 'dist', 'cli.js'), 'verify', '--community', COMMUNITY.code];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...environmentOfDemo(), DATA_DIR: dataDirectory },
    encoding: 'utf8',
  });
  const passed = status === 0;
  tell(`核验（npm run cli -- verify）：${passed ? '✔ 通过' : `✘ 退出码 ${status}`}`);
  if (!passed) tell(`${stdout}${stderr}`);
  return passed;
}

/** Other people's programs read the exported books. @param {string} directory @param {Book[]} books */
export function verifyByOthers(directory, books) {
  const checks = /** @type {const} */ ([
    ['hledger', 'journal', (/** @type {string} */ file) => ['-f', file, 'check']],
    ['bean-check', 'beancount', (/** @type {string} */ file) => [file]],
  ]);
  return checks
    .map(([program, extension, argumentsFor]) => {
      if (spawnSync(program, ['--version']).error !== undefined) {
        tell(`${program}：skipped: ${program} not installed（未安装，略过）`);
        return true;
      }
      const failures = books.flatMap(({ bookNo }) => {
        const file = path.join(directory, `book-${bookNo}.${extension}`);
        const { status, stderr } = spawnSync(program, argumentsFor(file), { encoding: 'utf8' });
        return status === 0 ? [] : [`第${bookNo}账套：${stderr.trim()}`];
      });
      const agreed = failures.length === 0;
      tell(
        `${program}：${agreed ? `✔ ${books.length} 套账逐月余额一致` : `✘ ${failures.join('\n')}`}`,
      );
      return agreed;
    })
    .every(Boolean);
}

/** What went wrong, in one paragraph. @param {unknown} error */
export function explain(error) {
  if (error instanceof Refusal) return `✘ 服务拒绝：${error.message}`;
  return `✘ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
