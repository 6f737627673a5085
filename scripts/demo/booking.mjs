/** One month of one book, in the order of its days: what came in, what was asked for, approved, allocated and paid. */
import { fen, yuan } from './samples.mjs';
import { did, grouped } from './narrator.mjs';
import { who } from './people.mjs';
import { C } from './setup.mjs';

/** @typedef {import('./samples.mjs').Row} Row */
/** @typedef {import('./setup.mjs').Book} Book */
/** @typedef {{ date: string, order: number, act: () => Promise<void> }} Step */

/** Within one day: accruals of the company, receipts, requests, allocations, payments, transfers, petty cash. */
const ORDER = {
  accrual: 0,
  receipt: 1,
  request: 2,
  allocation: 3,
  payment: 4,
  transfer: 5,
  cash: 6,
  release: 7,
};

/** Who signs when the service says whose turn it is; the three supervisors take turns. */
const SIGNERS = /** @type {const} */ ({
  director: 'director',
  'party-secretary': 'secretary',
  'street-officer': 'street',
});
const SUPERVISORS = /** @type {const} */ (['supervisorA', 'supervisorB', 'supervisorC']);

/**
 * Books a month's events; `vouchers` are the ones that touch no bank.
 * @param {import('./people.mjs').Cast} as
 * @param {Book} book
 * @param {string} month
 * @param {(row: Row) => Row} [asEntered] how the accountant enters a petty-cash slip
 */
export async function bookMonth(as, book, month, asEntered = (row) => row) {
  const within = (/** @type {string | undefined} */ date) => date?.startsWith(month) === true;
  const receipts = book.receipts.filter((row) => within(row['日期']));
  const donations = book.donations.filter((row) => within(row['捐赠日期']));
  // A request is the month's in which it is paid.
  const requests = book.requests.filter((row) => within(row['付款日期']));
  const allocations = book.allocations.filter((row) => within(row['日期']));
  const releases = book.releases.filter((row) => within(row['日期']));
  const leases = book.leases.filter((row) => within(row['登记日期']));
  const slips = book.pettyCash.filter((row) => within(row['日期']));
  const vouchers = grouping(book.vouchers.filter((row) => within(row['日期'])));
  /** @type {Map<string, string>} */
  const approved = new Map();
  const steps = [
    ...receipts.map((row) => step(row['日期'], ORDER.receipt, () => receive(as, book, row))),
    ...donations.map((row) => step(row['捐赠日期'], ORDER.receipt, () => thank(as, book, row))),
    ...requests.map((row) =>
      step(row['申请日期'], ORDER.request, async () => {
        approved.set(row['序号'] ?? '', await request(as, book, row));
      }),
    ),
    ...allocations.map((row) => step(row['日期'], ORDER.allocation, () => allocate(as, book, row))),
    ...requests.map((row) =>
      step(row['付款日期'], ORDER.payment, () =>
        pay(as, book, row, approved.get(row['序号'] ?? '') ?? ''),
      ),
    ),
    ...vouchers.map((rows) =>
      step(rows[0]?.['日期'], book.kind === 'company' ? ORDER.accrual : ORDER.transfer, () =>
        enter(as, book, voucherOf(rows)),
      ),
    ),
    ...leases.map((row) => step(row['登记日期'], ORDER.receipt, () => lease(as, book, row))),
    ...releases.map((row) => step(row['日期'], ORDER.release, () => release(as, book, row))),
    ...slips.map((row) =>
      step(row['日期'], ORDER.cash, () => enter(as, book, slipOf(asEntered(row)))),
    ),
  ].sort((a, b) => (a.date === b.date ? a.order - b.order : a.date < b.date ? -1 : 1));
  for (const { act } of steps) await act();
  if (book.leases.length > 0) await rentsDue(as, lastDay(month));
  tellMonth(book, {
    receipts: [...receipts, ...donations],
    requests,
    allocations,
    vouchers,
    slips,
    releases,
  });
}

/** @param {string | undefined} date @param {number} order @param {() => Promise<unknown>} act @returns {Step} */
function step(date, order, act) {
  return {
    date: date ?? '',
    order,
    act: async () => {
      await act();
    },
  };
}

/** @param {import('./people.mjs').Cast} as @param {Book} book @param {Row} row */
function receive(as, book, row) {
  return as('cashier').post(`${book.at}/receipts`, {
    date: row['日期'],
    amount: row['金额'],
    payer: row['付款人'],
    item: row['收款事由'],
    incomeAccountCode: row['贷方科目'],
    attachments: 1,
  });
}

/** @param {import('./people.mjs').Cast} as @param {Book} book @param {Row} row */
function thank(as, book, row) {
  const fundCode = row['专项代码'] ?? '';
  return as('cashier').post(`${book.at}/donations`, {
    date: row['捐赠日期'],
    amount: row['金额'],
    donor: row['捐赠人'],
    kind: row['捐赠类别'],
    incomeAccountCode: row['贷方科目'],
    ...(fundCode === '' ? {} : { fundCode }),
    // The source printed the names that its donors had given.
    publishName: true,
  });
}

/**
 * The accountant files the request; each signs in turn until the service calls it approved.
 * @param {import('./people.mjs').Cast} as @param {Book} book @param {Row} row
 * @returns {Promise<string>} the approved request
 */
async function request(as, book, row) {
  const fundCode = row['专项代码'] ?? '';
  const resolutionNo = row['决议文号'] ?? '';
  const { id } = await as('accountant').post(`${book.at}/payment-requests`, {
    date: row['申请日期'],
    purpose: row['用途'],
    payee: row['收款人'],
    amount: row['金额'],
    expenseAccountCode: row['借方科目'],
    handledBy: row['经办人'],
    attachments: 1,
    ...(fundCode === '' ? {} : { fundCode }),
    ...(resolutionNo === '' ? {} : { resolutionNo }),
  });
  const at = `${book.at}/payment-requests/${id}`;
  let { status, nextRole } = await as('accountant').post(`${at}/submit`);
  while (status === 'submitted') {
    ({ status, nextRole } = await as(signer(nextRole, row)).post(`${at}/approve`, {
      opinion: '同意',
    }));
  }
  return id;
}

/** @param {string} role @param {Row} row */
function signer(role, row) {
  const part = SIGNERS[/** @type {keyof typeof SIGNERS} */ (role)];
  return part ?? SUPERVISORS[Number(row['序号']) % SUPERVISORS.length] ?? 'supervisorA';
}

/** Restricted money that was used is no longer restricted. @param {import('./people.mjs').Cast} as @param {Book} book @param {Row} row */
function release(as, book, row) {
  return as('accountant').post(`${book.at}/funds/${row['专项代码']}/release`, {
    date: row['日期'],
    amount: row['金额'],
    reason: row['理由'],
  });
}

/** A lease with its rents as the contract has them. @param {import('./people.mjs').Cast} as @param {Book} book @param {Row} row */
function lease(as, book, row) {
  return as('accountant').post(`${C}/leases`, {
    propertyCode: row['资产编号'],
    bookNo: book.bookNo,
    tenant: row['承租人'],
    from: row['起'],
    through: row['止'],
    period: row['租金周期'],
    rent: row['每期租金'],
    contractNo: row['合同号'],
    bidding: row['招租方式'],
    incomeAccountCode: row['贷方科目'],
    receivableAccountCode: row['借方科目'],
  });
}

/** Rents that have fallen due become receivable. @param {import('./people.mjs').Cast} as @param {string} through */
async function rentsDue(as, through) {
  const { count, total } = await as('accountant').post(`${C}/rents/due`, { through });
  if (count > 0) did(who('accountant'), `到期租金 ${count} 笔 ${grouped(total)} 元转应收`);
}

/** @param {string} month */
function lastDay(month) {
  const day = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  return `${month}-${day}`;
}

/** @param {import('./people.mjs').Cast} as @param {Book} book @param {Row} row */
function allocate(as, book, row) {
  return as('cashier').post(`${book.at}/allocations`, { date: row['日期'], amount: row['金额'] });
}

/** @param {import('./people.mjs').Cast} as @param {Book} book @param {Row} row @param {string} requestId */
function pay(as, book, row, requestId) {
  return as('cashier').post(`${book.at}/payments`, { requestId, date: row['付款日期'] });
}

/**
 * A voucher by hand: the accountant makes it, the reviewer reviews it, the accountant posts it.
 * @param {import('./people.mjs').Cast} as
 * @param {Book} book
 * @param {object} voucher
 * @returns {Promise<{ id: string, no: number, word: string }>}
 */
export async function enter(as, book, voucher) {
  const { id } = await as('accountant').post(`${book.at}/vouchers`, voucher);
  await as('reviewer').post(`${book.at}/vouchers/${id}/review`);
  return as('accountant').post(`${book.at}/vouchers/${id}/post`);
}

/** The voucher of a petty-cash slip. @param {Row} row */
export function slipOf(row) {
  const summary = row['用途'];
  return {
    date: row['日期'],
    attachmentCount: 1,
    lines: [
      { summary, accountCode: row['借方科目'], debit: row['金额'] },
      { summary, accountCode: row['贷方科目'], credit: row['金额'] },
    ],
  };
}

/** @param {Row[]} rows */
function voucherOf(rows) {
  return {
    date: rows[0]?.['日期'],
    attachmentCount: Number(rows[0]?.['附件张数']),
    lines: rows.map((row) => ({
      summary: row['摘要'],
      accountCode: row['科目编码'],
      ...(row['借方金额'] === '' ? { credit: row['贷方金额'] } : { debit: row['借方金额'] }),
    })),
  };
}

/** Rows of the same number are one voucher. @param {Row[]} rows @returns {Row[][]} */
function grouping(rows) {
  /** @type {Map<string, Row[]>} */
  const vouchers = new Map();
  for (const row of rows) {
    const no = row['凭证序号'] ?? '';
    vouchers.set(no, [...(vouchers.get(no) ?? []), row]);
  }
  return [...vouchers.values()];
}

/**
 * @param {Book} book
 * @param {{ receipts: Row[], requests: Row[], allocations: Row[], vouchers: Row[][], slips: Row[], releases: Row[] }} done
 */
function tellMonth(book, { receipts, requests, allocations, vouchers, slips, releases }) {
  const sum = (/** @type {Row[]} */ rows) =>
    grouped(yuan(rows.reduce((total, row) => total + fen(row['金额'] ?? ''), 0n)));
  did(
    who('cashier'),
    `${book.name}：${book.donations.length > 0 ? '受赠' : '收款'} ${receipts.length} 笔 ${sum(receipts)} 元，` +
      `拨付 ${allocations.length} 笔`,
  );
  did(
    '各审批人',
    `${book.name}：申请 ${requests.length} 份逐级审批，付款 ${requests.length} 笔 ${sum(requests)} 元`,
  );
  const manual = vouchers.length + slips.length;
  if (manual > 0) did(who('accountant'), `${book.name}：手工凭证 ${manual} 张，经审核记账`);
  if (releases.length > 0) {
    did(who('accountant'), `${book.name}：限定资金已按用途支用 ${sum(releases)} 元，解除限定`);
  }
}
