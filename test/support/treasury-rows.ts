import { randomUUID } from 'node:crypto';
import { inserting, type Statement } from './attacker.js';
import { CODE, type Targets } from './treasury-attack.js';

/** A day on which everything below is done, unless told otherwise. */
export const DAY = '2026-02-02';
/** The first book of the attacked community. */
export const OF_BOOK = { community_code: CODE, book_no: 1 };

type Fields = Readonly<Record<string, unknown>>;

/** Rows of the treasury as somebody would write them past the service: each is in order until a column is changed. */
export function treasuryRows(targets: Targets) {
  const made = { made_by: targets.ids['cashier'], made_by_name: '出纳丙' };
  return {
    receipt: (fields: Fields = {}): Statement =>
      inserting('receipt', {
        ...OF_BOOK,
        id: randomUUID(),
        date: DAY,
        amount: '1.00',
        payer: '商户',
        item: '租金',
        fund_account_code: '10201',
        income_account_code: '501',
        attachment_count: 1,
        source_kind: 'receipt',
        voucher_id: randomUUID(),
        ...made,
        ...fields,
      }),
    refund: (fields: Fields = {}): Statement =>
      inserting('receipt_refund', {
        ...OF_BOOK,
        id: randomUUID(),
        receipt_id: targets.receiptId,
        date: DAY,
        amount: '1.00',
        reason: '退',
        voucher_id: randomUUID(),
        ...made,
        ...fields,
      }),
    allocation: (fields: Fields = {}): Statement =>
      inserting('allocation', {
        ...OF_BOOK,
        id: randomUUID(),
        date: DAY,
        amount: '1.00',
        from_account_code: '10201',
        to_account_code: '10202',
        voucher_id: randomUUID(),
        ...made,
        ...fields,
      }),
    payment: (fields: Fields = {}): Statement =>
      inserting('payment', {
        ...OF_BOOK,
        id: randomUUID(),
        request_id: targets.approvedId,
        date: DAY,
        amount: '600.00',
        fund_account_code: '10202',
        voucher_id: randomUUID(),
        payer_id: targets.ids['cashier'],
        payer_name: '出纳丙',
        ...fields,
      }),
    transfer: (fields: Fields = {}): Statement =>
      inserting('transfer', {
        community_code: CODE,
        id: randomUUID(),
        kind: 'donation',
        date: DAY,
        amount: '600.00',
        from_book_no: 1,
        from_money_code: '10202',
        from_account_code: '513',
        from_voucher_id: randomUUID(),
        request_id: targets.approvedId,
        to_book_no: 3,
        to_money_code: '100201',
        to_account_code: '410101',
        to_voucher_id: randomUUID(),
        ...made,
        ...fields,
      }),
    request: (fields: Fields = {}): Statement =>
      inserting('payment_request', {
        ...OF_BOOK,
        id: randomUUID(),
        entered_on: DAY,
        purpose: '办公',
        payee: '文具店',
        amount: '1.00',
        expense_account_code: '513',
        handled_by: '经办员',
        attachment_count: 1,
        status: 'drafted',
        requester_id: targets.ids['accountant'],
        requester_name: '会计甲',
        ...fields,
      }),
  };
}

/** Posts a voucher by the only function that can; a red letter names its original. */
export function postingOf(
  targets: Targets,
  lines: readonly object[],
  changes: Fields,
  summary = '攻击',
): Statement {
  const voucher = {
    id: randomUUID(),
    bookNo: 1,
    date: DAY,
    word: '记',
    attachmentCount: 1,
    makerId: targets.ids['accountant'],
    makerName: '会计甲',
    lines: lines.map((line) => ({ summary, ...line })),
    ...changes,
  };
  return ['SELECT * FROM post_vouchers($1, $2)', [CODE, JSON.stringify([voucher])]];
}
