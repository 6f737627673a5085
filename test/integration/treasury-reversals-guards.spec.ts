import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { attack, type Attacker, type Statement } from '../support/attacker.js';
import { CODE, posting, treasuryTargets, type Targets } from '../support/treasury-attack.js';
import { DAY, postingOf, treasuryRows } from '../support/treasury-rows.js';
import { approved, treasuryPeople } from '../support/treasury-books.js';

const ENTER = 'SELECT * FROM enter_vouchers($1, $2)';
const BOOK = `/api/v1/communities/${CODE}/books/1`;

let t: TestApp;
let targets: Targets;
let rows: ReturnType<typeof treasuryRows>;
/** The service's own login, as the cashier, and the owner of the tables. */
let service: Attacker;
let owner: Attacker;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  targets = await treasuryTargets(t);
  rows = treasuryRows(targets);
  const people = await treasuryPeople(t, CODE);
  const given = { amount: '300.00', payee: '慈善基金账', expenseAccountCode: '514' };
  const requestId = await approved(people, BOOK, given);
  await people.cashier
    .post(`/api/v1/communities/${CODE}/transfers`, {
      fromBookNo: 1,
      toBookNo: 3,
      kind: 'donation',
      date: DAY,
      amount: '300.00',
      requestId,
      toAccountCode: '410101',
    })
    .expect(201);
  service = await attack(t.serviceUrl, CODE, targets.ids['cashier']);
  owner = await attack(t.ownerUrl, CODE, targets.ids['cashier']);
  for (const who of [service, owner]) {
    await who.rows(`SELECT set_config('gongzhang.now', '2026-02-10T01:00:00Z', false)`);
  }
});

afterAll(async () => {
  await service.end();
  await owner.end();
  await t.close();
});

describe('red letters of money', () => {
  const red = (
    { id, bookNo, wording }: { id: string; bookNo: number; wording: string },
    lines: readonly object[],
  ): Statement =>
    postingOf(targets, lines, { sourceKind: 'reversal', reversesId: id, bookNo }, wording);

  /** A voucher and its document in one statement each: money in, money back, and the first one taken back. */
  async function banked(): Promise<{ taken: Statement[]; back: Statement[]; undone: Statement }> {
    const [id, voucherId, refundId, refundVoucher] = [1, 2, 3, 4].map(() => randomUUID());
    const [counter] = await service.rows<{ no: number }>(
      `SELECT last_no + 1 AS no FROM voucher_counter WHERE book_no = 1 AND month = '2026-02'`,
    );
    const source = (kind: string, of?: string): object => ({ sourceKind: kind, sourceId: of });
    return {
      taken: [
        rows.receipt({ id, voucher_id: voucherId, amount: '10.00' }),
        postingOf(targets, posting('10201', '501', '10.00'), {
          id: voucherId,
          ...source('receipt', id),
        }),
      ],
      back: [
        rows.refund({ id: refundId, receipt_id: id, amount: '10.00', voucher_id: refundVoucher }),
        postingOf(targets, posting('501', '10201', '10.00'), {
          id: refundVoucher,
          ...source('refund', refundId),
        }),
      ],
      undone: red(
        { id: voucherId ?? '', bookNo: 1, wording: `注销2月2日记字第${counter?.no}号凭证` },
        posting('10201', '501', '-10.00'),
      ),
    };
  }

  test('a receipt that was given back is not taken back, nor the other way round', async () => {
    const { taken, back, undone } = await banked();
    expect(await service.probes(...taken, ...back)).toBe('accepted');
    expect(await service.probes(...taken, undone)).toBe('accepted');
    expect(await service.probes(...taken, ...back, undone)).toBe('receipt-has-refunds');
    expect(await service.probes(...taken, undone, ...back)).toBe('receipt-reversed');
  });

  test('a transfer goes back in both books or in none', async () => {
    const vouchers = await service.rows<{
      id: string;
      bookNo: number;
      wording: string;
      lines: object[];
    }>(
      `SELECT v.id, v.book_no AS "bookNo", '注销2月2日记字第' || v.no || '号凭证' AS wording,
         jsonb_agg(jsonb_build_object('accountCode', l.account_code, 'debit', (-nullif(l.debit, 0))::text,
           'credit', (-nullif(l.credit, 0))::text, 'counterparty', l.counterparty, 'cashFlowItem', l.cash_flow_item) ORDER BY l.line_no) AS lines
       FROM voucher v JOIN voucher_line l ON l.voucher_id = v.id WHERE v.source_kind = 'transfer' GROUP BY v.id, 2, 3 ORDER BY 2`,
    );
    const [out, into] = vouchers.map((voucher) => red(voucher, voucher.lines));
    expect(await service.probes(out!)).toBe('transfer-reversed-alone');
    expect(await service.probes(into!)).toBe('transfer-reversed-alone');
    expect(await service.probes(out!, into!)).toBe('accepted');
  });

  test('what money did is corrected by its document, not by hand', async () => {
    const [received] = await service.rows<{ voucher_id: string }>(
      'SELECT voucher_id FROM receipt WHERE id = $1',
      [targets.receiptId],
    );
    const difference = postingOf(targets, posting('10201', '501', '-1.00'), {
      sourceKind: 'difference',
      correctsId: received?.voucher_id,
      reviewerId: targets.ids['reviewer'],
      reviewerName: '审核乙',
    });
    // As the owner past the door that asks for a reviewed draft.
    const [, voucher] = difference as readonly [string, readonly unknown[]];
    expect(await owner.probes([ENTER, voucher])).toBe('correction-by-document');
  });
});
