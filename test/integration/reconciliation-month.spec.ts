import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseMonth } from '../../src/kernel/month.js';
import { ReconciliationService } from '../../src/treasury/reconciliation.service.js';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { attack, type Attacker } from '../support/attacker.js';
import { openBankedBook, type BankedBook } from '../support/banked-book.js';

const HERE = '511602002001';
const THERE = '511602002002';

let t: TestApp;
/** The service's own login, and the owner of the tables: guards hold for both. */
let service: Attacker;
let owner: Attacker;
let accountant: Client;
let kept: BankedBook;
let book: string;
let accountantId: string;
let cashierId: string;
let statementId: string;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await t.community(THERE);
  kept = await openBankedBook(t, { bank: '100.00', cash: '5.00', equity: '105.00' });
  ({ path: book, accountant } = kept);
  accountantId = await idOf('accountant.001');
  cashierId = await idOf('cashier.001');
  await rent('2026-01-05', '30.00');
  const { body } = await accountant
    .post(`${book}/bank-statements`, {
      accountCode: '102',
      month: '2026-01',
      openingBalance: '100.00',
      closingBalance: '130.00',
      lines: [{ date: '2026-01-06', description: '转账', in: '30.00' }],
    })
    .expect(201);
  statementId = (body as { id: string }).id;
  service = await attack(t.serviceUrl, HERE, accountantId);
  owner = await attack(t.ownerUrl, HERE, accountantId);
  for (const who of [service, owner]) {
    await who.rows(`SELECT set_config('gongzhang.now', '2026-02-10T01:00:00Z', false)`);
  }
});

afterAll(async () => {
  await service.end();
  await owner.end();
  await t.close();
});

async function idOf(username: string): Promise<string> {
  const { body } = await (await t.as(username)).get('/api/v1/me').expect(200);
  return (body as { id: string }).id;
}

const rent = (date: string, amount: string): Promise<string> =>
  kept.post({ date, summary: '租金', debit: '102', credit: '501', amount });

/** Runs statements of one transaction; the answer is that of the first refusal, or of the commit. */
async function together(who: Attacker, ...statements: string[]): Promise<string | number> {
  await who.tries('BEGIN');
  for (const sql of statements) {
    const answer = await who.tries(sql);
    if (typeof answer === 'string') {
      await who.tries('ROLLBACK');
      return answer;
    }
  }
  return who.tries('COMMIT');
}

/** Runs statements, forces the checks of the commit, and takes everything back. */
async function wouldBe(who: Attacker, ...statements: string[]): Promise<string | number> {
  return together(
    who,
    ...statements,
    'SET CONSTRAINTS ALL IMMEDIATE',
    'DO $$ BEGIN PERFORM refuse($a$conflict$a$); END $$',
  );
}
const KEPT = 'conflict';

const key = (): string => `'${HERE}', 1`;
describe('a confirmed table in the database', () => {
  const table = (changes: Record<string, string> = {}): string => {
    const row: Record<string, string> = {
      month: `'2026-01'`,
      statement_id: `'${statementId}'`,
      book_balance: '130',
      bank_received_not_booked: '0',
      bank_paid_not_booked: '0',
      statement_balance: '130',
      book_received_not_in_bank: '0',
      book_paid_not_in_bank: '0',
      opening_difference: '0',
      ...changes,
    };
    return `INSERT INTO reconciliation (community_code, book_no, account_code, version, ${Object.keys(row).join()}, open_items,
      confirmed_by_id, confirmed_by_name) VALUES (${key()}, '102', 9, ${Object.values(row).join()}, '{}', '${accountantId}', '攻击者')`;
  };

  test('says what ledger and bank say, and both sides meet', async () => {
    for (const who of [service, owner]) {
      expect(await wouldBe(who, table())).toBe(KEPT);
      expect(await wouldBe(who, table({ book_balance: '131', opening_difference: '1' }))).toBe(
        'reconciliation-outdated',
      );
      expect(
        await wouldBe(who, table({ statement_balance: '131', opening_difference: '-1' })),
      ).toBe('reconciliation-outdated');
      expect(await wouldBe(who, table({ bank_received_not_booked: '0.01' }))).toBe(
        'reconciliation_unbalanced',
      );
      expect(await wouldBe(who, table({ month: `'2026-02'` }))).toBe('bank-statement-missing');
      expect(await wouldBe(who, table(), table())).toBe('reconciliation_confirmed_meanwhile');
    }
  });

  test('is frozen, whoever asks', async () => {
    await accountant.post(`${book}/reconciliations/2026-01/match`, { automatic: true }).expect(200);
    const confirmed = await accountant.post(`${book}/reconciliations/2026-01/confirm`).expect(200);
    expect(confirmed.body).toMatchObject({
      reconciled: true,
      accounts: [{ confirmed: { version: 1 } }],
    });
    for (const sql of [
      `UPDATE reconciliation SET open_items = '{}'`,
      'DELETE FROM reconciliation',
      'TRUNCATE reconciliation',
      'UPDATE cash_count SET counted = 0',
      'DELETE FROM cash_count',
    ]) {
      expect([sql, await service.tries(sql)]).toEqual([sql, '42501']);
    }
    expect(await owner.tries(`UPDATE reconciliation SET version = 8`)).toBe('record-immutable');
    expect(await owner.tries('DELETE FROM reconciliation')).toBe('record-immutable');
  });
});

describe('a cash count in the database', () => {
  const count = (changes: Record<string, string> = {}): string => {
    const row: Record<string, string> = {
      account_code: `'101'`,
      month: `'2026-01'`,
      date: `'2026-01-31'`,
      book_balance: '5',
      counted: '5',
      counted_by_id: `'${accountantId}'`,
      witness_id: `'${cashierId}'`,
      ...changes,
    };
    return `INSERT INTO cash_count (community_code, book_no, id, ${Object.keys(row).join()}, counted_by_name, witness_name)
      VALUES (${key()}, gen_random_uuid(), ${Object.values(row).join()}, '甲', '乙')`;
  };

  test('needs two people of the community, the book’s own balance, and a reason for a difference', async () => {
    const stranger = (
      (await (await t.as('accountant.002')).get('/api/v1/me')).body as { id: string }
    ).id;
    for (const who of [service, owner]) {
      expect(await wouldBe(who, count())).toBe(KEPT);
      expect(await wouldBe(who, count({ witness_id: `'${accountantId}'` }))).toBe(
        'cash_count_needs_two_people',
      );
      expect(await wouldBe(who, count({ witness_id: `'${stranger}'` }))).toBe('witness-unknown');
      expect(await wouldBe(who, count({ book_balance: '4', counted: '4' }))).toBe(
        'reconciliation-outdated',
      );
      expect(await wouldBe(who, count({ counted: '4.99' }))).toBe('cash_difference_unexplained');
      expect(await wouldBe(who, count({ counted: '4.99', explanation: `'找零差错'` }))).toBe(KEPT);
      expect(await wouldBe(who, count({ date: `'2026-02-01'` }))).toBe('cash_count_outside_month');
      expect(await wouldBe(who, count({ month: `'2026-02'`, date: `'2026-02-11'` }))).toBe(
        'cash-count-outside-month',
      );
      expect(await wouldBe(who, count({ account_code: `'102'` }))).toBe('not-a-cash-account');
    }
  });
});

describe('the door', () => {
  const context = { scope: HERE, communityCode: HERE, actor: null, idempotency: null };

  test('says what the month’s report asks: bank confirmed, cash not yet counted', async () => {
    const state = await t.database.read(context, (tx) =>
      t.app.get(ReconciliationService).state(tx, HERE, 1, parseMonth('2026-01')),
    );
    expect(JSON.parse(JSON.stringify(state))).toEqual({
      accounts: [
        { accountCode: '102', bookBalance: '130.00', statementBalance: '130.00', reconciled: true },
      ],
      cash: [{ accountCode: '101', bookBalance: '5.00', counted: null, agrees: false }],
      reconciled: true,
      unexplained: '0.00',
      cashCounted: false,
      cashUnexplained: [],
      cashAlerts: [],
    });
  });

  test('a book without money needs neither statement nor count', async () => {
    await accountant.post(`/api/v1/communities/${HERE}/books`, {
      kind: 'charity',
      name: '慈善基金账',
      standard: 'non-profit-2024',
      openedOn: '2026-01-01',
    });
    const state = await t.database.read(context, (tx) =>
      t.app.get(ReconciliationService).state(tx, HERE, 2, parseMonth('2026-01')),
    );
    expect(state).toMatchObject({ accounts: [], cash: [], reconciled: true, cashCounted: true });
  });
});

describe('a month that is no longer open', () => {
  test('takes no statement, match, confirmation or count, and gives none up', async () => {
    await owner.rows('ALTER TABLE accounting_month DISABLE TRIGGER USER');
    await owner.rows(`UPDATE accounting_month SET state = 'reported' WHERE month = '2026-01'`);
    await owner.rows('ALTER TABLE accounting_month ENABLE TRIGGER USER');
    const refusals = [
      await accountant.delete(`${book}/bank-statements/${statementId}`),
      await accountant.post(`${book}/reconciliations/2026-01/match`, { automatic: true }),
      await accountant.post(`${book}/reconciliations/2026-01/confirm`),
      await (
        await t.as('cashier.001')
      ).post(`${book}/cash-counts`, {
        accountCode: '101',
        month: '2026-01',
        counted: '5.00',
        witness: 'accountant.001',
      }),
    ];
    for (const { body } of refusals) {
      expect(body).toMatchObject({ type: '/problems/month-not-open', month: '2026-01' });
    }
    for (const sql of ['DELETE FROM bank_match', 'DELETE FROM bank_statement']) {
      expect([sql, await service.tries(sql)]).toEqual([sql, 'month-not-open']);
    }
  });

  test('another community sees none of it', async () => {
    const stranger = await attack(t.serviceUrl, THERE);
    for (const table of [
      'bank_statement',
      'bank_line',
      'bank_match',
      'bank_match_bank_line',
      'bank_match_book_line',
      'reconciliation',
      'cash_count',
    ]) {
      expect([table, await stranger.rows(`SELECT * FROM ${table}`)]).toEqual([table, []]);
    }
    await stranger.end();
  });
});
