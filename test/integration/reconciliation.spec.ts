import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { attack, type Attacker } from '../support/attacker.js';
import { openBankedBook, type BankedBook } from '../support/banked-book.js';

const HERE = '511602002001';

let t: TestApp;
/** The service's own login, and the owner of the tables: guards hold for both. */
let service: Attacker;
let owner: Attacker;
let accountant: Client;
let kept: BankedBook;
let book: string;
let accountantId: string;
let voucherId: string;
let statementId: string;
let bankLineId: string;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  kept = await openBankedBook(t, { bank: '100.00', cash: '5.00', equity: '105.00' });
  ({ path: book, accountant } = kept);
  accountantId = await idOf('accountant.001');
  voucherId = await rent('2026-01-05', '30.00');
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
  const [line] = await service.rows<{ id: string }>('SELECT id FROM bank_line');
  bankLineId = line!.id;
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
const statement = (changes: Record<string, string> = {}): string => {
  const row: Record<string, string> = {
    id: 'gen_random_uuid()',
    account_code: `'102'`,
    month: `'2026-02'`,
    opening_balance: '130',
    closing_balance: '130',
    line_count: '0',
    ...changes,
  };
  return `INSERT INTO bank_statement (community_code, book_no, ${Object.keys(row).join()}, format, imported_by_id, imported_by_name)
    VALUES (${key()}, ${Object.values(row).join()}, 'sql', '${accountantId}', '攻击者')`;
};

describe('a bank statement in the database', () => {
  test('is stored when it goes on, adds up, and names a bank account of an open month', async () => {
    for (const who of [service, owner]) {
      expect(await wouldBe(who, statement())).toBe(KEPT);
      expect(await wouldBe(who, statement({ closing_balance: '131' }))).toBe(
        'bank-statement-unbalanced',
      );
      expect(await wouldBe(who, statement({ line_count: '1' }))).toBe('bank-statement-unbalanced');
      expect(
        await wouldBe(who, statement({ opening_balance: '129', closing_balance: '129' })),
      ).toBe('bank-statement-not-continuous');
      expect(await wouldBe(who, statement({ account_code: `'101'` }))).toBe('not-a-bank-account');
      expect(await wouldBe(who, statement({ month: `'2026-03'` }))).toBe(
        'bank-statement-in-future',
      );
      expect(await wouldBe(who, statement({ month: `'2025-12'` }))).toBe(
        'bank-statement-before-book',
      );
      expect(await wouldBe(who, statement({ month: `'2026-01'` }))).toBe('bank_statement_exists');
    }
  });

  test('comes once, and goes only while no later one continues it', async () => {
    const first = `DELETE FROM bank_statement WHERE month = '2026-01'`;
    const copied = statement({ digest: '(SELECT digest FROM bank_statement)' });
    for (const who of [service, owner]) {
      expect(await wouldBe(who, copied)).toBe('bank_statement_repeated');
      expect(await wouldBe(who, first)).toBe(KEPT);
      expect(await wouldBe(who, statement(), first)).toBe('bank-statement-continued');
    }
  });

  test('never changes, and its lines neither come later nor go alone', async () => {
    const line = (date: string, amount: string): string =>
      `INSERT INTO bank_line (community_code, book_no, id, statement_id, line_no, date, amount, description)
       VALUES (${key()}, gen_random_uuid(), '${statementId}', 2, '${date}', ${amount}, '攻击')`;
    for (const who of [service, owner]) {
      expect(await who.tries(line('2026-01-07', '1'))).toBe('bank-statement-unbalanced');
      expect(await who.tries(line('2026-02-01', '1'))).toBe('bank-line-outside-month');
      expect(await who.tries(line('2026-01-07', '0'))).toBe('bank_line_amount_zero');
    }
    for (const sql of [
      'UPDATE bank_statement SET closing_balance = 0',
      'UPDATE bank_line SET amount = 1',
      'UPDATE bank_line SET balance = 1 WHERE balance IS NULL',
      'DELETE FROM bank_line',
      'TRUNCATE bank_statement CASCADE',
    ]) {
      expect([sql, await service.tries(sql)]).toEqual([sql, '42501']);
      expect([sql, await owner.tries(sql)]).toEqual([sql, 'record-immutable']);
    }
  });
});

describe('a match in the database', () => {
  const match = (month = '2026-01', account = '102'): string =>
    `INSERT INTO bank_match (community_code, book_no, id, account_code, month, automatic, reason, made_by_id, made_by_name)
     VALUES (${key()}, '00000000-0000-4000-8000-000000000001', '${account}', '${month}', false, '攻击', '${accountantId}', '攻击者')`;
  const bankSide = (): string =>
    `INSERT INTO bank_match_bank_line VALUES (${key()}, '${bankLineId}', '00000000-0000-4000-8000-000000000001')`;
  const bookSide = (voucher: string, line: number): string =>
    `INSERT INTO bank_match_book_line VALUES (${key()}, '${voucher}', ${line}, '00000000-0000-4000-8000-000000000001')`;

  test('agrees to the fen, in one account, and looks no month ahead', async () => {
    const later = await rent('2026-02-01', '30.00');
    const fen = await rent('2026-01-09', '29.99');
    for (const who of [service, owner]) {
      expect(await wouldBe(who, match(), bankSide(), bookSide(voucherId, 1))).toBe(KEPT);
      expect(await wouldBe(who, match(), bankSide(), bookSide(fen, 1))).toBe('match-sums-differ');
      expect(await wouldBe(who, match(), bankSide())).toBe('match-needs-two-lines');
      expect(await wouldBe(who, match(), bankSide(), bookSide(voucherId, 2))).toBe(
        'match-accounts-differ',
      );
      expect(await wouldBe(who, match(), bankSide(), bookSide(later, 1))).toBe(
        'match-line-not-open',
      );
      expect(await wouldBe(who, match('2026-02'), bankSide(), bookSide(later, 1))).toBe(KEPT);
      expect(await wouldBe(who, match(), bankSide(), bookSide(voucherId, 1), bankSide())).toBe(
        'bank_line_matched_already',
      );
      expect(
        await wouldBe(who, match(), bankSide(), bookSide(voucherId, 1), bookSide(voucherId, 1)),
      ).toBe('book_line_matched_already');
    }
    const cancel = (id: string): Promise<unknown> =>
      accountant.post(`${book}/vouchers/${id}/reverse`, { date: '2026-02-03', reason: '试验' });
    await cancel(later);
    await accountant.post(`${book}/vouchers/${fen}/reverse`, {
      date: '2026-01-31',
      reason: '试验',
    });
  });

  test('two clients who match the same line at once match it once', async () => {
    const { body } = await accountant.get(`${book}/reconciliations/2026-01`);
    const [open] = (
      body as { accounts: { unmatchedBookLines: { voucherId: string; lineNo: number }[] }[] }
    ).accounts[0]!.unmatchedBookLines;
    const pairs = [{ bankLineId, voucherId: open!.voucherId, lineNo: open!.lineNo }];
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        accountant.post(`${book}/reconciliations/2026-01/match`, { pairs }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { body: refused, status } of answers.filter((a) => a.status !== 200)) {
      expect([409, 422]).toContain(status);
      expect((refused as { type: string }).type).toMatch(
        /^\/problems\/(bank-line-matched-already|book-line-matched-already|match-line-not-open)$/,
      );
    }
  });
});

test('a cash count in the database counts nothing or more', async () => {
  const reviewerId = await idOf('reviewer.001');
  const count = (counted: string): string =>
    `INSERT INTO cash_count (community_code, book_no, id, account_code, month, date, book_balance, counted, explanation,
       counted_by_id, counted_by_name, witness_id, witness_name)
     VALUES (${key()}, gen_random_uuid(), '101', '2026-02', '2026-02-10', 5.00, ${counted}, '短款待查',
       '${accountantId}', '会计甲', '${reviewerId}', '审核乙')`;
  for (const who of [service, owner]) {
    expect(await wouldBe(who, count('0.00'))).toBe(KEPT);
    expect(await wouldBe(who, count('-0.01'))).toBe('cash_count_negative');
  }
});
