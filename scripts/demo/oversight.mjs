/** The month's end: the bank and the box are compared, the month reported, met on, published and sealed. */
import { accountOf, bankStatement, cashInBox } from './bank.mjs';
import { enter, slipOf } from './booking.mjs';
import { did, grouped } from './narrator.mjs';
import { PEOPLE, who } from './people.mjs';
import { C } from './setup.mjs';

/** @typedef {import('./people.mjs').Cast} Cast */
/** @typedef {import('./setup.mjs').Book} Book */

const SUPERVISORS = /** @type {const} */ (['supervisorA', 'supervisorB', 'supervisorC']);

/** 2026-01 as people say it: 1月. @param {string} month */
const said = (month) => `${Number(month.slice(5))}月`;

/**
 * The bank's statements come in and are matched; the cashier counts the box before a witness.
 * @param {Cast} as @param {Book} book @param {string} month
 */
export async function reconcile(as, book, month) {
  const accountant = as('accountant');
  let matched = 0;
  for (const line of ['revenue', 'expenditure']) {
    const statement = bankStatement(book, accountOf(book, line) ?? '', month);
    await accountant.post(`${book.at}/bank-statements`, statement);
    matched += statement.lines.length;
  }
  const at = `${book.at}/reconciliations/${month}`;
  await accountant.post(`${at}/match`, { automatic: true });
  const view = await accountant.get(at);
  const open = view.accounts.flatMap((/** @type {any} */ account) => [
    ...account.unmatchedBankLines,
    ...account.unmatchedBookLines,
  ]);
  if (open.length > 0) await matchByHand(accountant, at, view);
  await accountant.post(`${at}/confirm`);
  const pettyCash = accountOf(book, 'petty-cash');
  const counted = cashInBox(book, month);
  if (pettyCash !== undefined) {
    await as('cashier').post(`${book.at}/cash-counts`, {
      month,
      accountCode: pettyCash,
      counted,
      witness: PEOPLE.reviewer.username,
    });
    await explainCash(as, book, month);
  }
  did(
    who('accountant'),
    `${book.name}：银行对账单 ${matched} 笔自动核销${open.length > 0 ? `（${open.length / 2} 笔人工核对）` : ''}，` +
      `余额调节表已确认${pettyCash === undefined ? '' : `，备用金盘点 ${grouped(counted)} 元`}`,
  );
}

/**
 * The slips of a month are booked as one sum: the cashier says so where the sum is above the threshold of cash.
 * @param {Cast} as @param {Book} book @param {string} month
 */
async function explainCash(as, book, month) {
  const { items } = await as('cashier').get(`${book.at}/cash-findings?month=${month}`);
  for (const { rule, accountCode, amount, voucherId, explanation } of items) {
    if (rule !== 'over-threshold' || explanation !== null) continue;
    const reason = '按月汇总的零星报销，明细表附后，单笔均不超过一千元';
    const said = { month, rule, accountCode, amount, voucherId, purpose: 'small-sums', reason };
    await as('cashier').post(`${book.at}/cash-explanations`, said);
  }
}

/**
 * What the service would not decide by itself (equal amounts on near days), the accountant pairs by the description.
 * @param {import('./client.mjs').Client} accountant @param {string} at @param {any} view
 */
async function matchByHand(accountant, at, view) {
  const pairs = view.accounts.flatMap((/** @type {any} */ account) => {
    const books = [...account.unmatchedBookLines];
    return account.unmatchedBankLines.flatMap((/** @type {any} */ bank) => {
      const place = books.findIndex(
        (line) =>
          line.amount === bank.amount &&
          line.date === bank.date &&
          (line.counterparty === bank.counterparty || line.summary.includes(bank.description)),
      );
      const [line] = place < 0 ? [] : books.splice(place, 1);
      return line === undefined
        ? []
        : [{ bankLineId: bank.bankLineId, voucherId: line.voucherId, lineNo: line.lineNo }];
    });
  });
  if (pairs.length > 0) await accountant.post(`${at}/match`, { pairs });
}

/** The accountant reports the month. @param {Cast} as @param {string} month */
export async function report(as, month) {
  const { report: frozen } = await as('accountant').post(`${C}/months/${month}/report`);
  did(who('accountant'), `${said(month)}账目上报（第 ${frozen.version} 版），数字冻结`);
}

/**
 * The supervisors meet on a reported month; each casts his own votes.
 * @param {Cast} as
 * @param {string} month
 * @param {{ date: string, fault?: string }} meeting `fault`: what they send the month back for
 */
export async function meet(as, month, { date, fault }) {
  const chair = as('supervisorA');
  const { id } = await chair.post(`${C}/months/${month}/meetings`, {
    date,
    place: '社区居委会二楼会议室',
  });
  await chair.put(`/meetings/${id}/attendance`, {
    present: SUPERVISORS.map((part) => PEOPLE[part].username),
  });
  for (const part of SUPERVISORS) {
    const doubt = fault === undefined ? [] : [{ item: 'month', choice: 'reject', comment: fault }];
    await as(part).put(`/meetings/${id}/votes`, {
      votes: [...doubt, { item: 'all', choice: 'approve' }],
    });
  }
  const opinion = fault ?? '账目与凭证、对账单相符，同意公布。';
  const { state, items } = await chair.post(`/meetings/${id}/conclude`, { opinion });
  const outcome = state === 'approved' ? '通过' : '退回';
  if ((state === 'approved') !== (fault === undefined)) {
    throw new Error(`${said(month)}监督会议结果为 ${state}，与预期不符。`);
  }
  did(
    '居务监督委员会',
    `三名委员审议${said(month)}支出 ${items.length - 1} 项：${outcome}` +
      (fault === undefined ? '' : `，理由：${fault}`),
  );
}

/**
 * The accountant cancels the wrong voucher in red and enters the slip anew.
 * @param {Cast} as
 * @param {Book} book
 * @param {import('./samples.mjs').Row} slip as it should stand
 * @param {string} wrongAccount where it stands
 */
export async function correct(as, book, slip, wrongAccount) {
  const query = new URLSearchParams({
    month: (slip['日期'] ?? '').slice(0, 7),
    accountCode: wrongAccount,
    text: slip['用途'] ?? '',
  });
  const { items } = await as('accountant').get(`${book.at}/vouchers?${query}`);
  const [wrong] = items;
  const red = await as('accountant').post(`${book.at}/vouchers/${wrong.id}/reverse`, {
    date: slip['日期'],
    reason: '科目误记，应为办公费',
  });
  const right = await enter(as, book, slipOf(slip));
  await explainCash(as, book, (slip['日期'] ?? '').slice(0, 7));
  did(
    who('accountant'),
    `更正：${wrong.word}-${wrong.no} 以 ${red.word}-${red.no} 红字冲销，` +
      `按正确科目另记 ${right.word}-${right.no}`,
  );
}

/** The director publishes an approved month. @param {Cast} as @param {string} month @returns {Promise<string>} the notice */
export async function publish(as, month) {
  const { id, from, through } = await as('director').post(`${C}/months/${month}/notice`);
  did(who('director'), `${said(month)}收支上墙公示，公示期 ${from} 至 ${through}`);
  return id;
}

/** A resident objects on the notice and is answered. @param {Cast} as @param {string} notice */
export async function objectAndAnswer(as, notice) {
  const { content } = await as('resident').get(`/public/notices/${notice}`);
  const spent = content.books.flatMap((/** @type {any} */ { name, expenditure }) =>
    expenditure.map((/** @type {any} */ one) => ({ ...one, book: name })),
  );
  const cleaning = spent.find((/** @type {any} */ { amount }) => amount === '27000.00');
  const { id } = await as('resident').post(`/public/notices/${notice}/objections`, {
    text: '1月26日清洗水塔支出27,000元，为什么比往年高？有没有比过价？',
    name: '3栋居民',
    contact: '13800000000',
    line: `${cleaning.book} ${cleaning.voucher}`,
  });
  did(who('resident'), '对1月公示提出异议：清洗水塔 27,000 元为什么比往年高');
  await as('director').post(`/objections/${id}/reply`, {
    text: '本次清洗含两座水塔及管道消毒，列入示社居代〔2025〕9号维修计划，经居民代表会议决议；合同和验收单可到居委会查阅。',
  });
  did(who('director'), '答复异议，答复与异议一并公布');
}

/** A published month is sealed once its notice has hung long enough. @param {Cast} as @param {string} month */
export async function seal(as, month) {
  await as('accountant').post(`${C}/months/${month}/seal`);
  did(who('accountant'), `${said(month)}公示期满、异议已答复，结账封存`);
}
