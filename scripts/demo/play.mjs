/** A real quarter of a community, played through the REST API as each of its people, on a set clock. */
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { bookMonth } from './booking.mjs';
import { claim, noteStage, RealData } from './data-directory.mjs';
import { accept, file, giveBack, QUARTER } from './filing.mjs';
import { day, elapsed, tell } from './narrator.mjs';
import * as output from './output.mjs';
import * as oversight from './oversight.mjs';
import { cast, COMMUNITY, PASSWORD } from './people.mjs';
import { readSamples } from './samples.mjs';
import { startService } from './service.mjs';
import { openBook, openCommunity, registerProperties } from './setup.mjs';

/** @typedef {import('./people.mjs').Cast} Cast */
/** @typedef {import('./setup.mjs').Book} Book */

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const OUT = output.outputOf(ROOT);
const DATA = path.resolve(ROOT, process.env['DATA_DIR'] ?? './.data');
/** February's petty-cash slip is first booked here by mistake: 通信费 instead of 办公费. */
const WRONG_ACCOUNT = '51305';
const FAULT = '备用金报销汇总误记入通信费，请更正为办公费后重新上报';

/**
 * One stage: the service runs with its clock at this instant, and stops afterwards.
 * @template T
 * @param {string} at @param {string} title @param {(as: Cast) => Promise<T>} act
 * @returns {Promise<T>}
 */
async function stage(at, title, act) {
  day(at, title);
  noteStage(DATA, at);
  const service = await startService({ root: ROOT, dataDirectory: DATA, at, password: PASSWORD });
  try {
    return await act(cast(service.url));
  } finally {
    await service.stop();
  }
}

/** @param {Cast} as @param {Book[]} books @param {string} month @param {string} date */
async function closeMonth(as, books, month, date) {
  for (const book of books) await oversight.reconcile(as, book, month);
  await oversight.report(as, month);
  await oversight.meet(as, month, { date });
  return oversight.publish(as, month);
}

/** February: reported, sent back for a wrong account, corrected, reported again. @param {Cast} as @param {Book[]} books */
async function february(as, books) {
  const month = '2026-02';
  const wrongly = (/** @type {import('./samples.mjs').Row} */ row) => ({
    ...row,
    借方科目: WRONG_ACCOUNT,
  });
  await Promise.all(books.map((book) => bookMonth(as, book, month, wrongly)));
  for (const book of books) await oversight.reconcile(as, book, month);
  await oversight.report(as, month);
  await oversight.meet(as, month, { date: '2026-03-03', fault: FAULT });
  for (const book of books) {
    const slip = book.pettyCash.find((row) => row['日期']?.startsWith(month));
    if (slip !== undefined) await oversight.correct(as, book, slip, WRONG_ACCOUNT);
  }
  await oversight.report(as, month);
  await oversight.meet(as, month, { date: '2026-03-03' });
  return oversight.publish(as, month);
}

/** Plays the quarter and answers how many things are not as they should be. */
async function play() {
  const { books: samples, properties, expected } = await readSamples(ROOT);
  tell(
    `公账演示：${COMMUNITY.districtName}${COMMUNITY.streetName}${COMMUNITY.name} 2026 年第一季度`,
  );
  tell(`数据目录 ${DATA}，结果写入 ${OUT}`);
  await claim(ROOT, DATA);

  const books = await stage('2026-01-02T09:00:00+08:00', '启用账套', async (as) => {
    await openCommunity(as);
    const opened = [];
    for (const sample of samples) opened.push(await openBook(as, sample));
    await registerProperties(as, properties);
    return opened;
  });
  const january = await stage(
    '2026-02-03T09:00:00+08:00',
    '一月：记账、上报、审议、公示',
    async (as) => {
      await Promise.all(books.map((book) => bookMonth(as, book, '2026-01')));
      return closeMonth(as, books, '2026-01', '2026-02-03');
    },
  );
  await stage('2026-02-09T10:00:00+08:00', '居民异议', (as) =>
    oversight.objectAndAnswer(as, january),
  );
  const second = await stage('2026-03-03T09:00:00+08:00', '一月封存；二月退回一次', async (as) => {
    await oversight.seal(as, '2026-01');
    return february(as, books);
  });
  const { third, first } = await stage(
    '2026-04-03T09:00:00+08:00',
    '二月封存；三月；报送季度报告',
    async (as) => {
      await oversight.seal(as, '2026-02');
      await Promise.all(books.map((book) => bookMonth(as, book, '2026-03')));
      const notice = await closeMonth(as, books, '2026-03', '2026-04-03');
      return { third: notice, first: await file(as, {}) };
    },
  );
  const filing = await stage(
    '2026-04-09T14:00:00+08:00',
    '街道退回，重新报送，备案',
    async (as) => {
      await giveBack(as, first, '请补充说明定期存款 5,550,000 元的存放和管理情况。');
      const again = await file(as, {
        problems: [
          '定期存款5,550,000.00元是以前年度结余，存放示范银行北辰支行，存单由出纳保管、会计登记，居务监督委员会每季度核对；本季度没有存取。',
        ],
        plans: ['定期存款到期前一个月报居民代表会议议定续存或用途。'],
      });
      await accept(as, again);
      return again;
    },
  );
  return stage('2026-04-20T09:00:00+08:00', '三月封存；取走公示、报告、账簿', async (as) => {
    await oversight.seal(as, '2026-03');
    const notices = { '2026-01': january, '2026-02': second, '2026-03': third };
    return takeAway(as, books, notices, filing, expected);
  });
}

/**
 * @param {Cast} as @param {Book[]} books @param {Record<string, string>} notices @param {string} filing
 * @param {import('./samples.mjs').Row[]} expected
 */
async function takeAway(as, books, notices, filing, expected) {
  const figures = [];
  for (const [month, notice] of Object.entries(notices)) {
    await output.keepNotice(as, OUT, month, notice);
    figures.push(...(await output.figuresOf(as, month)));
  }
  await output.keepFiling(as, OUT, QUARTER, filing);
  for (const book of books) await output.keepBook(as, OUT, book);
  output.keepSummary(OUT, figures);
  const wrong = output.compare(books, figures, expected);
  const clean = await output.verifyByService(as);
  return { wrong, clean, books };
}

function farewell() {
  tell(`
结果在 demo-out/：
  notice-2026-01.html .pdf  -02  -03  每月公示（网页、张贴用）
  filing-${QUARTER}.pdf .json  季度报告及其数据
  book-1.journal .beancount  -2  -3  整套账（hledger、beancount）
  summary.json  各账套各月收支

运行 npm start 查看这些账目：公示栏 http://localhost:3000/notices ，接口说明 /api/docs
登录名 accountant、reviewer、cashier、director、secretary、supervisor-a（-b、-c）、street、district、auditor、admin，
密码均为 ${PASSWORD}（仅供演示）
用时 ${elapsed()} 秒`);
}

try {
  const { wrong, clean, books } = await play();
  const command = output.verifyByCommand(ROOT, DATA);
  const others = output.verifyByOthers(OUT, books);
  farewell();
  process.exitCode = wrong === 0 && clean && command && others ? 0 : 1;
} catch (error) {
  tell(error instanceof RealData ? `✘ ${error.message}` : output.explain(error));
  process.exitCode = 1;
}
