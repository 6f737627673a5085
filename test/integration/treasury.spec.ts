import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Client as PgClient } from 'pg';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  allocated,
  approved,
  attacker,
  openTreasuryBooks,
  received,
  submitted,
  treasuryPeople,
  type TreasuryPeople,
} from '../support/treasury-books.js';

const CODE = '511602002001';
let t: TestApp;
let people: TreasuryPeople;
let book: string;
let ids: Record<string, string>;
let receiptId: string;
let approvedId: string;
let submittedId: string;
let draftedId: string;
let unpapered: string;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  const { base } = await openTreasuryBooks(t, CODE);
  people = await treasuryPeople(t, CODE);
  book = `${base}/books/1`;
  receiptId = (await received(people, book, { amount: '5000.00' })).id;
  await received(people, `${base}/books/3`, { amount: '10.00', incomeAccountCode: '410101' });
  await allocated(people, book, '2000.00');
  approvedId = await approved(people, book, { payee: '已批单位' });
  await approved(people, book, { amount: '4000.00', payee: '预留单位' });
  submittedId = await submitted(people, book, { amount: '6000.00', payee: '待批单位' });
  const draft = async (fields: object) =>
    (
      await people.accountant
        .post(`${book}/payment-requests`, {
          purpose: '草拟',
          payee: '草拟单位',
          amount: '30000.00',
          expenseAccountCode: '513',
          handledBy: '经办员',
          ...fields,
        })
        .expect(201)
    ).body.id as string;
  draftedId = await draft({});
  unpapered = await draft({ amount: '1.00', payee: '无票单位', attachments: 0 });
  const { body } = await (await t.as('admin')).get(`${base}/users?limit=100`).expect(200);
  ids = Object.fromEntries(
    (body.items as { username: string; id: string }[]).map((u) => [
      u.username.split('.')[0]!,
      u.id,
    ]),
  );
});

afterAll(async () => {
  await t.close();
});

interface Line {
  accountCode: string;
  debit?: string;
  credit?: string;
}

describe.each(['service', 'owner'] as const)('attacked as the %s', (who) => {
  let client: PgClient;

  beforeEach(async () => {
    client = await attacker(who === 'service' ? t.serviceUrl : t.ownerUrl, CODE, ids['cashier']!);
    await client.query('BEGIN');
  });

  afterEach(async () => {
    await client.query('ROLLBACK');
    await client.end();
  });

  const as = (username: string) =>
    client.query(`SELECT set_config('gongzhang.actor', $1, true)`, [ids[username]]);

  /** Posts one voucher by the only function that can. */
  const post = (sourceKind: string, sourceId: string | null, lines: Line[], id = randomUUID()) =>
    client.query('SELECT * FROM post_vouchers($1, $2)', [
      CODE,
      JSON.stringify([
        {
          id,
          bookNo: 1,
          date: '2026-02-02',
          word: '记',
          attachmentCount: 1,
          sourceKind,
          sourceId,
          makerId: ids['accountant'],
          makerName: '会计甲',
          ...(sourceKind === 'manual'
            ? { reviewerId: ids['reviewer'], reviewerName: '审核乙' }
            : {}),
          lines: lines.map((line) => ({ summary: '攻击', ...line })),
        },
      ]),
    ]);

  const posting = (debit: string, credit: string, amount = '100.00'): Line[] => [
    { accountCode: debit, debit: amount },
    { accountCode: credit, credit: amount },
  ];

  /** What the database says when the work is done and committed. */
  async function refusal(work: () => Promise<unknown>): Promise<string> {
    try {
      await work();
      await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    } catch (error) {
      return (error as { constraint?: string }).constraint ?? (error as Error).message;
    }
    return 'accepted';
  }

  const pay = (fields: Record<string, unknown> = {}) => {
    const row = {
      community_code: CODE,
      book_no: 1,
      id: randomUUID(),
      request_id: approvedId,
      date: '2026-02-02',
      amount: '600.00',
      fund_account_code: '10202',
      voucher_id: randomUUID(),
      payer_id: ids['cashier'],
      payer_name: '出纳丙',
      ...fields,
    };
    return insert('payment', row);
  };

  const insert = async (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row);
    await client.query(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
      Object.values(row),
    );
    return row;
  };

  test.each([
    ['513', '10201', 'manual', 'sitting-spend'],
    ['513', '10201', 'payment', 'sitting-spend'],
    ['513', '10201', 'transfer', 'sitting-spend'],
    ['513', '501', 'manual', 'sitting-spend'],
    ['10101', '501', 'manual', 'sitting-spend'],
    ['501', '10101', 'manual', 'sitting-spend'],
    ['10201', '501', 'manual', 'revenue-only-by-receipt'],
    ['10201', '501', 'payment', 'revenue-only-by-receipt'],
    ['10202', '501', 'receipt', 'expenditure-only-by-allocation'],
    ['10202', '10201', 'manual', 'sitting-spend|expenditure-only-by-allocation'],
    ['513', '10202', 'manual', 'expenditure-only-by-payment'],
    ['513', '10202', 'refund', 'expenditure-only-by-payment'],
    ['10101', '10202', 'allocation', 'petty-cash-only-by-top-up|expenditure-only-by-payment'],
    ['513', '10101', 'payment', 'petty-cash-only-for-small-expense'],
    ['513', '10101', 'manual', 'fund-account-overdrawn'],
  ])('Dr %s / Cr %s by %s is %s', async (debit, credit, source, codes) => {
    const said = await refusal(() => post(source, randomUUID(), posting(debit, credit)));
    expect(codes.split('|')).toContain(said);
  });

  test('the reverse of the line: what the lines allow is refused only for want of a document', async () => {
    for (const [debit, credit, source] of [
      ['10201', '501', 'receipt'],
      ['10201', '501', 'donation'],
      ['10201', '501', 'rent'],
      ['501', '10201', 'refund'],
      ['10202', '10201', 'allocation'],
      ['513', '10202', 'payment'],
      ['514', '10202', 'transfer'],
    ] as const) {
      await client.query('SAVEPOINT attempt');
      expect(await refusal(() => post(source, randomUUID(), posting(debit, credit)))).toBe(
        'document-missing',
      );
      await client.query('ROLLBACK TO attempt');
      await client.query('SET CONSTRAINTS ALL DEFERRED');
    }
    expect(await refusal(() => post('manual', null, posting('513', '211')))).toBe('accepted');
  });

  test('no account goes below zero', async () => {
    const said = await refusal(() =>
      post('allocation', randomUUID(), posting('10202', '10201', '3000.01')),
    );
    expect(said).toBe('fund-account-overdrawn');
  });

  test('what is approved stays in the book, to the fen', async () => {
    const refund = (amount: string) => () =>
      post('refund', randomUUID(), posting('501', '10201', amount));
    await client.query('SAVEPOINT attempt');
    expect(await refusal(refund('400.01'))).toBe('funds-reserved');
    await client.query('ROLLBACK TO attempt');
    expect(await refusal(refund('400.00'))).toBe('document-missing');
  });

  test('a document without its voucher, or with another’s, cannot stay', async () => {
    expect(await refusal(() => pay())).toBe('document-without-voucher');
  });

  test('a voucher of another amount or account is not the document’s', async () => {
    for (const lines of [
      posting('513', '10202', '599.99'),
      posting('514', '10202', '600.00'),
      [
        { accountCode: '513', debit: '500.00' },
        { accountCode: '514', debit: '100.00' },
        { accountCode: '10202', credit: '600.00' },
      ],
    ]) {
      await client.query('SAVEPOINT attempt');
      const said = await refusal(async () => {
        const { id, voucher_id } = await pay();
        await post('payment', id as string, lines, voucher_id as string);
      });
      expect(said).toBe('document-mismatch');
      await client.query('ROLLBACK TO attempt');
      await client.query('SET CONSTRAINTS ALL DEFERRED');
    }
    const said = await refusal(async () => {
      const { id, voucher_id } = await pay();
      await post('payment', id as string, posting('513', '10202', '600.00'), voucher_id as string);
    });
    expect(said).toBe('accepted');
  });

  test('a payment takes an approved request, whole, from the expenditure account, by an independent cashier', async () => {
    const cases: [Record<string, unknown>, string][] = [
      [{ request_id: submittedId }, 'request-not-approved'],
      [{ amount: '599.99' }, 'document-mismatch'],
      [{ fund_account_code: '10201' }, 'fund-account-line-wrong'],
      [{ payer_id: ids['accountant'] }, 'payer-not-independent'],
      [{ payer_id: ids['director'] }, 'payer-not-independent'],
      [{ request_id: randomUUID() }, 'not-found'],
    ];
    for (const [fields, code] of cases) {
      await client.query('SAVEPOINT attempt');
      expect(await refusal(() => pay(fields))).toBe(code);
      await client.query('ROLLBACK TO attempt');
    }
    await pay();
    expect(await refusal(() => pay())).toBe('request-paid-already');
  });

  test('no word alone moves a request', async () => {
    const move = (id: string, status: string) => () =>
      client.query(
        `UPDATE payment_request SET status = $2, closed_reason = NULL WHERE community_code = '${CODE}' AND id = $1`,
        [id, status],
      );
    const cases: [string, string, string, string][] = [
      ['director', submittedId, 'approved', 'approval-incomplete'],
      ['director', submittedId, 'paid', 'request-step-unknown'],
      ['director', draftedId, 'approved', 'request-step-unknown'],
      ['accountant', draftedId, 'submitted', 'resolution-missing'],
      ['accountant', unpapered, 'submitted', 'attachment-missing'],
      ['reviewer', draftedId, 'submitted', 'request-of-another'],
      ['cashier', approvedId, 'paid', 'request-paid-without-payment'],
      ['cashier', approvedId, 'withdrawn', 'request-of-another'],
      ['secretary', submittedId, 'rejected', 'approval-out-of-turn'],
      ['director', submittedId, 'rejected', 'reason-missing'],
      ['director', approvedId, 'drafted', 'request-step-unknown'],
    ];
    for (const [actor, id, status, code] of cases) {
      await client.query('SAVEPOINT attempt');
      await as(actor);
      expect([status, await refusal(move(id, status))]).toEqual([status, code]);
      await client.query('ROLLBACK TO attempt');
      await client.query('SET CONSTRAINTS ALL DEFERRED');
    }
  });

  test('a signature is given in person, in turn, with the duty, once', async () => {
    const sign =
      (approver: string, stepNo: number, role: string, request = submittedId) =>
      () =>
        insert('request_approval', {
          community_code: CODE,
          book_no: 1,
          request_id: request,
          step_no: stepNo,
          role,
          approver_id: ids[approver],
          approver_name: '冒名',
        });
    const cases: [string, () => Promise<unknown>, string][] = [
      ['cashier', sign('director', 1, 'director'), 'forbidden'],
      ['accountant', sign('accountant', 1, 'director'), 'requester-approves-not'],
      ['cashier', sign('cashier', 1, 'director'), 'cashier-approves-not'],
      ['secretary', sign('secretary', 2, 'party-secretary'), 'approval-out-of-turn'],
      ['secretary', sign('secretary', 1, 'director'), 'approval-out-of-turn'],
      ['director', sign('director', 9, 'director'), 'approval-out-of-turn'],
      ['director', sign('director', 1, 'director', approvedId), 'request-step-unknown'],
    ];
    for (const [actor, attempt, code] of cases) {
      await client.query('SAVEPOINT attempt');
      await as(actor);
      expect(await refusal(attempt)).toBe(code);
      await client.query('ROLLBACK TO attempt');
    }
    await as('director');
    expect(await refusal(sign('director', 1, 'director'))).toBe('accepted');
    const { rows } = await client.query(
      `SELECT approver_name FROM request_approval WHERE request_id = $1`,
      [submittedId],
    );
    expect(rows).toEqual([{ approver_name: '攻击者' }]);
  });

  test('one person with two duties signs once', async () => {
    await client.query('ROLLBACK; BEGIN');
    await client.query(
      `INSERT INTO membership (user_id, scope, role) VALUES ($1, $2, 'party-secretary')`,
      [ids['director'], CODE],
    );
    await as('director');
    const sign = (stepNo: number, role: string) => () =>
      insert('request_approval', {
        community_code: CODE,
        book_no: 1,
        request_id: submittedId,
        step_no: stepNo,
        role,
        approver_id: ids['director'],
        approver_name: '主任丁',
      });
    await sign(1, 'director')();
    expect(await refusal(sign(2, 'party-secretary'))).toBe('approver_signed_already');
  });

  test('refunds of a receipt never exceed it', async () => {
    const refund =
      (amount: string, date = '2026-02-02') =>
      () =>
        insert('receipt_refund', {
          community_code: CODE,
          book_no: 1,
          id: randomUUID(),
          receipt_id: receiptId,
          date,
          amount,
          reason: '退',
          voucher_id: randomUUID(),
          made_by: ids['cashier'],
          made_by_name: '出纳丙',
        });
    await refund('4000.00')();
    await client.query('SAVEPOINT attempt');
    expect(await refusal(refund('1000.01'))).toBe('refund-exceeds-receipt');
    await client.query('ROLLBACK TO attempt');
    expect(await refusal(refund('1000.00', '2026-01-04'))).toBe('refund-before-receipt');
  });

  test('a transfer is a pair, between two books, by an approved request', async () => {
    const transfer =
      (fields: Record<string, unknown> = {}) =>
      () =>
        insert('transfer', {
          community_code: CODE,
          id: randomUUID(),
          kind: 'donation',
          date: '2026-02-02',
          amount: '600.00',
          from_book_no: 1,
          from_money_code: '10202',
          from_account_code: '513',
          from_voucher_id: randomUUID(),
          request_id: approvedId,
          to_book_no: 3,
          to_money_code: '100201',
          to_account_code: '410101',
          to_voucher_id: randomUUID(),
          made_by: ids['cashier'],
          made_by_name: '出纳丙',
          ...fields,
        });
    const cases: [Record<string, unknown>, string][] = [
      [{ to_book_no: 1, to_money_code: '10201' }, 'transfer_between_two_books'],
      [{ request_id: null }, 'transfer-not-approved'],
      [{ amount: '599.00' }, 'document-mismatch'],
      [{ from_account_code: '514' }, 'document-mismatch'],
      [{}, 'document-without-voucher'],
    ];
    for (const [fields, code] of cases) {
      await client.query('SAVEPOINT attempt');
      expect(await refusal(transfer(fields))).toBe(code);
      await client.query('ROLLBACK TO attempt');
      await client.query('SET CONSTRAINTS ALL DEFERRED');
    }
    const half = await refusal(async () => {
      const row = await transfer()();
      await post(
        'transfer',
        row['id'] as string,
        posting('513', '10202', '600.00'),
        row['from_voucher_id'] as string,
      );
    });
    expect(half).toBe('document-without-voucher');
  });

  test('documents, signatures, ladders and fund accounts never change and never go', async () => {
    const expected =
      who === 'owner' ? 'record-immutable' : expect.stringMatching(/^permission denied/);
    const tables = [
      'receipt',
      'receipt_refund',
      'allocation',
      'allocation_request',
      'payment',
      'transfer',
      'request_approval',
      'payment_request',
      'fund_account',
      'approval_ladder',
      'approval_ladder_step',
    ];
    for (const table of tables) {
      await client.query('SAVEPOINT attempt');
      expect(await refusal(() => client.query(`TRUNCATE ${table} CASCADE`))).toEqual(expected);
      await client.query('ROLLBACK TO attempt');
    }
    for (const statement of [
      'UPDATE receipt SET amount = amount + 1',
      'DELETE FROM receipt',
      'UPDATE payment_request SET amount = 1',
      "UPDATE payment_request SET payee = '别人'",
      'DELETE FROM payment_request',
      'DELETE FROM request_approval',
      "UPDATE fund_account SET line = 'expenditure'",
      'UPDATE approval_ladder_step SET above = 999999',
    ]) {
      await client.query('SAVEPOINT attempt');
      expect(await refusal(() => client.query(statement))).toEqual(expected);
      await client.query('ROLLBACK TO attempt');
    }
  });

  test('nothing of one community is seen from another', async () => {
    await client.query(`SELECT set_config('gongzhang.scope', '511602002999', true)`);
    for (const table of ['fund_account', 'receipt', 'payment_request', 'allocation', 'transfer']) {
      const { rows } = await client.query(`SELECT * FROM ${table}`);
      expect(rows).toEqual([]);
    }
    const { rows } = await client.query(`SELECT * FROM fund_account_balances($1, 1)`, [CODE]);
    expect(rows).toEqual([]);
  });
});
