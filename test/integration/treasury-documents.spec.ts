import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { INVESTMENT_ACCOUNTS } from '../../src/treasury/domain/approval-ladder.js';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  Attack,
  CODE,
  posting,
  treasuryTargets,
  type Targets,
} from '../support/treasury-attack.js';

let t: TestApp;
let targets: Targets;
let attack: Attack;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  targets = await treasuryTargets(t);
});

afterAll(async () => {
  await t.close();
});

describe.each(['service', 'owner'] as const)('attacked as the %s', (who) => {
  beforeEach(async () => {
    attack = await Attack.begin(who === 'service' ? t.serviceUrl : t.ownerUrl, targets);
  });

  afterEach(async () => {
    await attack.end();
  });

  test('a payment takes an approved request, whole, from the expenditure account, by an independent cashier', async () => {
    const { ids, submittedId } = targets;
    const cases: [Record<string, unknown>, string][] = [
      [{ request_id: submittedId }, 'request-not-approved'],
      [{ amount: '599.99' }, 'document-mismatch'],
      [{ fund_account_code: '10201' }, 'fund-account-line-wrong'],
      [{ payer_id: ids['accountant'] }, 'payer-not-independent'],
      [{ payer_id: ids['director'] }, 'payer-not-independent'],
      [{ request_id: randomUUID() }, 'not-found'],
    ];
    for (const [fields, code] of cases) {
      expect(await attack.refusal(() => attack.pay(fields))).toBe(code);
    }
    await attack.pay();
    expect(await attack.refusal(() => attack.pay())).toBe('request-paid-already');
  });

  test('no word alone moves a request', async () => {
    const { submittedId, draftedId, unpaperedId, approvedId } = targets;
    const cases: [string, string, string, string][] = [
      ['director', submittedId, 'approved', 'approval-incomplete'],
      ['director', submittedId, 'paid', 'request-step-unknown'],
      ['director', draftedId, 'approved', 'request-step-unknown'],
      ['accountant', draftedId, 'submitted', 'resolution-missing'],
      ['accountant', unpaperedId, 'submitted', 'attachment-missing'],
      ['reviewer', draftedId, 'submitted', 'request-of-another'],
      ['cashier', approvedId, 'paid', 'request-paid-without-payment'],
      ['cashier', approvedId, 'withdrawn', 'request-of-another'],
      ['accountant', approvedId, 'withdrawn', 'accepted'],
      ['secretary', submittedId, 'rejected', 'approval-out-of-turn'],
      ['director', submittedId, 'rejected', 'reason-missing'],
      ['director', approvedId, 'drafted', 'request-step-unknown'],
    ];
    for (const [actor, id, status, code] of cases) {
      await attack.as(actor);
      const said = await attack.refusal(() =>
        attack.query(
          'UPDATE payment_request SET status = $3 WHERE community_code = $1 AND id = $2',
          [CODE, id, status],
        ),
      );
      expect([actor, status, said]).toEqual([actor, status, code]);
    }
  });

  const sign = (approver: string, stepNo: number, role: string, requestId?: string) =>
    attack.insert('request_approval', {
      community_code: CODE,
      book_no: 1,
      request_id: requestId ?? targets.submittedId,
      step_no: stepNo,
      role,
      approver_id: targets.ids[approver],
      approver_name: '冒名',
    });

  test('a signature is given in person, in turn, with the duty, and under one’s own name', async () => {
    const cases: [string, () => Promise<void>, string][] = [
      ['cashier', () => sign('director', 1, 'director'), 'forbidden'],
      ['accountant', () => sign('accountant', 1, 'director'), 'requester-approves-not'],
      ['cashier', () => sign('cashier', 1, 'director'), 'cashier-approves-not'],
      ['secretary', () => sign('secretary', 2, 'party-secretary'), 'approval-out-of-turn'],
      ['secretary', () => sign('secretary', 1, 'director'), 'approval-out-of-turn'],
      ['director', () => sign('director', 9, 'director'), 'approval-out-of-turn'],
      [
        'director',
        () => sign('director', 1, 'director', targets.approvedId),
        'request-step-unknown',
      ],
      ['director', () => sign('director', 1, 'director'), 'accepted'],
    ];
    for (const [actor, attempt, code] of cases) {
      await attack.as(actor);
      expect(await attack.refusal(attempt)).toBe(code);
    }
    await sign('director', 1, 'director');
    const rows = await attack.query(
      'SELECT approver_name FROM request_approval WHERE request_id = $1',
      [targets.submittedId],
    );
    expect(rows).toEqual([{ approver_name: '攻击者' }]);
  });

  test('one person with two duties signs once', async () => {
    const grant = (): Promise<unknown> =>
      attack.query(
        `INSERT INTO membership (user_id, scope, role) VALUES ($1, $2, 'party-secretary')`,
        [targets.ids['director'], CODE],
      );
    expect(await attack.refusal(grant)).toBe('duty-beyond-reach');
    await attack.as('admin');
    await grant();
    await attack.as('director');
    await sign('director', 1, 'director');
    expect(await attack.refusal(() => sign('director', 2, 'party-secretary'))).toBe(
      'approver_signed_already',
    );
  });

  test('refunds of a receipt never exceed it', async () => {
    const refund = (amount: string, date = '2026-02-02') =>
      attack.insert('receipt_refund', {
        community_code: CODE,
        book_no: 1,
        id: randomUUID(),
        receipt_id: targets.receiptId,
        date,
        amount,
        reason: '退',
        voucher_id: randomUUID(),
        made_by: targets.ids['cashier'],
        made_by_name: '出纳丙',
      });
    await refund('4000.00');
    expect(await attack.refusal(() => refund('1000.01'))).toBe('refund-exceeds-receipt');
    expect(await attack.refusal(() => refund('1000.00', '2026-01-04'))).toBe(
      'refund-before-receipt',
    );
    await refund('1000.00');
  });

  test('a receipt is no negative expense', async () => {
    const receipt = (account: string) =>
      attack.insert('receipt', {
        community_code: CODE,
        book_no: 1,
        id: randomUUID(),
        date: '2026-02-02',
        amount: '1.00',
        payer: '文具店',
        item: '退货款',
        fund_account_code: '10201',
        income_account_code: account,
        attachment_count: 1,
        source_kind: 'receipt',
        voucher_id: randomUUID(),
        made_by: targets.ids['cashier'],
        made_by_name: '出纳丙',
      });
    expect(await attack.refusal(() => receipt('513'))).toBe('receipt-account-is-expense');
    await receipt('504');
  });

  test('an investment is one by its account', async () => {
    expect(
      await attack.query('SELECT standard, code FROM investment_account ORDER BY 1, 2'),
    ).toEqual(
      Object.entries(INVESTMENT_ACCOUNTS)
        .flatMap(([standard, codes]) => codes.map((code) => ({ standard, code })))
        .sort((a, b) => (a.standard + a.code < b.standard + b.code ? -1 : 1)),
    );
    await attack.as('accountant');
    const request = (account: string, category: string) =>
      attack.insert('payment_request', {
        community_code: CODE,
        book_no: 1,
        id: randomUUID(),
        entered_on: '2026-02-02',
        purpose: '投资',
        payee: '商业管理公司',
        amount: '1.00',
        expense_account_code: account,
        handled_by: '经办员',
        attachment_count: 1,
        category,
        status: 'drafted',
        requester_id: targets.ids['accountant'],
        requester_name: '会计甲',
      });
    for (const [account, category] of [
      ['141', 'ordinary'],
      ['513', 'investment'],
    ] as const) {
      expect(await attack.refusal(() => request(account, category))).toBe('request-category-wrong');
    }
    await request('141', 'investment');
    await request('513', 'long-contract');
  });

  test('a transfer is a pair, between two books, by an approved request', async () => {
    const transfer = async (fields: Record<string, unknown> = {}) => {
      const [id, voucherId] = [randomUUID(), randomUUID()];
      await attack.insert('transfer', {
        community_code: CODE,
        id,
        kind: 'donation',
        date: '2026-02-02',
        amount: '600.00',
        from_book_no: 1,
        from_money_code: '10202',
        from_account_code: '513',
        from_voucher_id: voucherId,
        request_id: targets.approvedId,
        to_book_no: 3,
        to_money_code: '100201',
        to_account_code: '410101',
        to_voucher_id: randomUUID(),
        made_by: targets.ids['cashier'],
        made_by_name: '出纳丙',
        ...fields,
      });
      return { id, voucherId };
    };
    const cases: [Record<string, unknown>, string][] = [
      [{ to_book_no: 1, to_money_code: '10201' }, 'transfer_between_two_books'],
      [{ request_id: null }, 'transfer-not-approved'],
      [{ amount: '599.00' }, 'document-mismatch'],
      [{ from_account_code: '514' }, 'document-mismatch'],
      [{}, 'document-without-voucher'],
    ];
    for (const [fields, code] of cases) {
      expect(await attack.refusal(() => transfer(fields))).toBe(code);
    }
    const half = await attack.refusal(async () => {
      const { id, voucherId } = await transfer();
      await attack.post('transfer', id, posting('513', '10202', '600.00'), voucherId);
    });
    expect(half).toBe('document-without-voucher');
  });

  test('documents, signatures, ladders and fund accounts never change and never go', async () => {
    const refused = who === 'owner' ? /^record-immutable$/ : /^permission denied/;
    for (const change of ['amount = 1', `payee = '别人'`]) {
      const handedIn = `UPDATE payment_request SET ${change} WHERE status <> 'drafted'`;
      expect(await attack.refusal(() => attack.query(handedIn))).toBe('record-immutable');
    }
    const statements = [
      'TRUNCATE receipt, receipt_refund CASCADE',
      'TRUNCATE allocation, allocation_request CASCADE',
      'TRUNCATE payment CASCADE',
      'TRUNCATE transfer CASCADE',
      'TRUNCATE request_approval CASCADE',
      'UPDATE receipt SET amount = amount + 1',
      'DELETE FROM receipt',
      `UPDATE payment_request SET requester_name = '别人'`,
      'UPDATE payment_request SET ladder_amount = 1',
      'DELETE FROM payment_request',
      'DELETE FROM request_approval',
      `UPDATE fund_account SET line = 'expenditure'`,
      'UPDATE approval_ladder_step SET above = 999999',
      'DELETE FROM approval_ladder',
    ];
    for (const statement of statements) {
      expect(await attack.refusal(() => attack.query(statement))).toMatch(refused);
    }
  });

  test('nothing of one community is seen from another', async () => {
    await attack.query(`SELECT set_config('gongzhang.scope', '511602002999', true)`);
    for (const table of ['fund_account', 'receipt', 'payment_request', 'allocation', 'transfer']) {
      expect(await attack.query(`SELECT * FROM ${table}`)).toEqual([]);
    }
    expect(await attack.query('SELECT * FROM fund_account_balances($1, 1)', [CODE])).toEqual([]);
  });
});
