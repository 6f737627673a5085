import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { acting, attack, inserting, type Attacker, type Statement } from '../support/attacker.js';
import { CODE, posting, treasuryTargets, type Targets } from '../support/treasury-attack.js';
import { OF_BOOK, postingOf, treasuryRows } from '../support/treasury-rows.js';
import { approved, treasuryPeople } from '../support/treasury-books.js';

const BOOK = `/api/v1/communities/${CODE}/books/1`;

let t: TestApp;
let targets: Targets;
let rows: ReturnType<typeof treasuryRows>;
/** The service's own login, as the cashier, and the owner of the tables. */
let service: Attacker;
let owner: Attacker;
/** Approved requests beside the one of the targets; the last one was dated on the third of February. */
let secondId: string;
let datedId: string;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  targets = await treasuryTargets(t);
  rows = treasuryRows(targets);
  const people = await treasuryPeople(t, CODE);
  secondId = await approved(people, BOOK, { amount: '20.00', payee: '第二单位' });
  datedId = await approved(people, BOOK, {
    amount: '30.00',
    payee: '第三单位',
    date: '2026-02-03',
  });
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

describe('fund accounts', () => {
  const detail = (code: string, parent: string): Statement => [
    `INSERT INTO account (community_code, book_no, code, name, parent_code, category, normal_side, both_sides, money)
     SELECT community_code, book_no, $1, '明细', $2, category, normal_side, both_sides, money
     FROM account WHERE book_no = 1 AND code = $2`,
    [code, parent],
  ];
  const marked = (code: string, fields: Readonly<Record<string, unknown>> = {}): Statement =>
    inserting('fund_account', {
      ...OF_BOOK,
      account_code: code,
      line: 'revenue',
      bank_name: '示范银行',
      account_number: '6200',
      ...fields,
    });
  const noBank = { bank_name: null, account_number: null };

  test.each<[string, string, Statement[]]>([
    ['another bank account', 'accepted', [detail('10203', '102'), marked('10203')]],
    ['one that is marked', 'fund_account_exists', [marked('10201')]],
    [
      'a bank account twice',
      'bank_account_taken',
      [detail('10203', '102'), marked('10203', { account_number: '62220000110201' })],
    ],
    [
      'a bank account without its bank',
      'fund_account_bank_details',
      [detail('10203', '102'), marked('10203', noBank)],
    ],
    [
      'a cash box',
      'accepted',
      [detail('10102', '101'), marked('10102', { line: 'petty-cash', ...noBank })],
    ],
    [
      'a cash box with a bank',
      'fund_account_bank_details',
      [detail('10102', '101'), marked('10102', { line: 'petty-cash' })],
    ],
    [
      'a cash box as a bank account',
      'fund-account-not-money',
      [detail('10102', '101'), marked('10102')],
    ],
    ['income', 'fund-account-not-money', [marked('501')]],
    ['a detail under a marked account', 'fund-account-stays-leaf', [detail('1010101', '10101')]],
    ['a detail beside it', 'accepted', [detail('10102', '101')]],
  ])('%s: %s', async (_, said, attempts) => {
    expect(await service.probes(...attempts)).toBe(said);
  });
});

describe('requests', () => {
  test.each([
    ['of the accountant, by himself', 'accountant', {}, 'accepted'],
    ['of the accountant, by the cashier', 'cashier', {}, 'requester-not-allowed'],
    ['of the cashier', 'cashier', { requester: 'cashier' }, 'requester-not-allowed'],
    ['of a supervisor', 'supervisor-a', { requester: 'supervisor-a' }, 'requester-not-allowed'],
    [
      'handled by a supervisor',
      'accountant',
      { handled_by: '监督委员己' },
      'supervisor-handles-nothing',
    ],
    ['handled by the director', 'accountant', { handled_by: '主任丁' }, 'accepted'],
    ['for nothing', 'accountant', { amount: '0.00' }, 'amount_not_positive'],
    ['for one fen', 'accountant', { amount: '0.01' }, 'accepted'],
  ])('%s', async (_, actor, { requester, ...fields }: Record<string, string>, said) => {
    const asked = { ...fields, requester_id: targets.ids[requester ?? 'accountant'] };
    expect(await service.probes(acting(targets.ids[actor] ?? ''), rows.request(asked))).toBe(said);
  });

  test('bear the ladder that they climb; the constraint stands behind request_steps_are_known', async () => {
    const off = 'ALTER TABLE payment_request DISABLE TRIGGER USER';
    const submit: Statement = [
      `UPDATE payment_request SET status = 'submitted' WHERE id = $1`,
      [targets.draftedId],
    ];
    const laddered: Statement = [
      `UPDATE payment_request SET status = 'submitted', ladder_version = 1, ladder_amount = 1 WHERE id = $1`,
      [targets.draftedId],
    ];
    expect(await owner.probes(off, submit)).toBe('submitted_has_ladder');
    expect(await owner.probes(off, laddered)).toBe('accepted');
  });

  test('take each signature once; the key stands behind approvals_go_by_the_ladder', async () => {
    const sign = (approver: string): Statement =>
      inserting('request_approval', {
        ...OF_BOOK,
        request_id: targets.submittedId,
        step_no: 1,
        role: 'director',
        approver_id: targets.ids[approver],
        approver_name: '主任丁',
      });
    const director = acting(targets.ids['director'] ?? '');
    expect(await service.probes(director, sign('director'))).toBe('accepted');
    expect(await service.probes(director, sign('director'), sign('director'))).toBe(
      'approval-out-of-turn',
    );
    const off = 'ALTER TABLE request_approval DISABLE TRIGGER approvals_go_by_the_ladder';
    expect(await owner.probes(off, sign('director'), sign('secretary'))).toBe(
      'step_signed_already',
    );
  });
});

describe('money that moves', () => {
  test.each([
    ['receipt', () => rows.receipt({ amount: '0.00' })],
    ['refund', () => rows.refund({ amount: '0.00' })],
    ['allocation', () => rows.allocation({ amount: '-1.00' })],
    [
      'transfer',
      () => rows.transfer({ amount: '0.00', request_id: null, from_book_no: 4, to_book_no: 5 }),
    ],
  ])('is more than nothing: a %s', async (_, attempt) => {
    expect(await service.probes(attempt())).toBe('amount_not_positive');
  });

  const own = { voucher_id: randomUUID() };
  const second = { request_id: '', amount: '20.00' };
  test.each<[string, () => [Statement, Statement]]>([
    ['receipt_has_own_voucher', () => [rows.receipt(own), rows.receipt(own)]],
    ['refund_has_own_voucher', () => [rows.refund(own), rows.refund(own)]],
    ['allocation_has_own_voucher', () => [rows.allocation(own), rows.allocation(own)]],
    [
      'payment_has_own_voucher',
      () => [rows.payment(own), rows.payment({ ...second, request_id: secondId, ...own })],
    ],
    [
      'transfer_from_voucher_own',
      () => [
        rows.transfer({ from_voucher_id: own.voucher_id }),
        rows.transfer({ ...second, request_id: secondId, from_voucher_id: own.voucher_id }),
      ],
    ],
    [
      'transfer_to_voucher_own',
      () => [
        rows.transfer({ to_voucher_id: own.voucher_id }),
        rows.transfer({ ...second, request_id: secondId, to_voucher_id: own.voucher_id }),
      ],
    ],
  ])('has a voucher of its own: %s', async (guard, attempts) => {
    const [first, again] = attempts();
    expect(await service.probes(first, again)).toBe(guard);
    expect(await service.probes(first)).toBe('document-without-voucher');
  });

  test('takes a request once; the keys stand behind the triggers that spend it', async () => {
    const off = (table: string): Statement => `ALTER TABLE ${table} DISABLE TRIGGER USER`;
    expect(await service.probes(rows.payment(), rows.payment())).toBe('request-paid-already');
    expect(await owner.probes(off('payment'), rows.payment(), rows.payment())).toBe(
      'request_paid_already',
    );
    expect(await service.probes(rows.transfer(), rows.transfer())).toBe('request-paid-already');
    expect(await owner.probes(off('transfer'), rows.transfer(), rows.transfer())).toBe(
      'request_transferred_already',
    );
  });

  test('leaves on the day of its request or later', async () => {
    const paid = (date: string): Statement[] => {
      const [id, voucherId] = [randomUUID(), randomUUID()];
      return [
        rows.payment({ id, request_id: datedId, amount: '30.00', voucher_id: voucherId, date }),
        postingOf(targets, posting('513', '10202', '30.00'), {
          id: voucherId,
          sourceKind: 'payment',
          sourceId: id,
          date,
        }),
      ];
    };
    expect(await service.probes(...paid('2026-02-02'))).toBe('payment-before-request');
    expect(await service.probes(...paid('2026-02-03'))).toBe('accepted');
  });
});
