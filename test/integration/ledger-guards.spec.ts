import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { attack, type Attacker } from '../support/attacker.js';

const HERE = '511602002001';
const THERE = '511602002002';

let t: TestApp;
/** The service's own login, inside the community's context. */
let service: Attacker;
/** The owner of the tables, inside the community's context: guards hold even for him. */
let owner: Attacker;
let accountantId: string;
let reviewerId: string;
let voucherId: string;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  for (const code of [HERE, THERE]) {
    await t.community(code);
    const accountant = await t.as(`accountant.${code.slice(-3)}`);
    await accountant
      .post(`/api/v1/communities/${code}/books`, {
        kind: 'collective',
        name: '集体资产账',
        standard: 'rural-collective-2023',
        openedOn: '2026-01-01',
      })
      .expect(201);
  }
  const accountant = await t.as('accountant.001');
  accountantId = ((await accountant.get('/api/v1/me')).body as { id: string }).id;
  const reviewer = await t.as('reviewer.001');
  reviewerId = ((await reviewer.get('/api/v1/me')).body as { id: string }).id;
  service = await attack(t.serviceUrl, HERE, accountantId);
  owner = await attack(t.ownerUrl, HERE, accountantId);
  voucherId = await post('100.00', '2026-01-05');
});

afterAll(async () => {
  await service.end();
  await owner.end();
  await t.close();
});

const line = (accountCode: string, side: 'debit' | 'credit', amount: string): object => ({
  summary: '租金',
  accountCode,
  [side]: amount,
});

function voucher(lines: object[], changes: object = {}): string {
  return JSON.stringify([
    {
      id: randomUUID(),
      bookNo: 1,
      date: '2026-01-05',
      word: '记',
      attachmentCount: 1,
      sourceKind: 'manual',
      makerId: accountantId,
      makerName: '会计甲',
      reviewerId,
      reviewerName: '审核乙',
      lines,
      ...changes,
    },
  ]);
}

const balanced = [line('102', 'debit', '1.00'), line('501', 'credit', '1.00')];

async function call(vouchers: string): Promise<string | number> {
  return owner.tries('SELECT * FROM enter_vouchers($1, $2)', [HERE, vouchers]);
}

async function post(amount: string, date: string): Promise<string> {
  const books = `/api/v1/communities/${HERE}/books/1/vouchers`;
  const accountant = await t.as('accountant.001');
  const { body } = await accountant.post(books, {
    date,
    attachmentCount: 1,
    lines: [line('102', 'debit', amount), line('501', 'credit', amount)],
  });
  const { id } = body as { id: string };
  await (await t.as('reviewer.001')).post(`${books}/${id}/review`).expect(200);
  await accountant.post(`${books}/${id}/post`).expect(200);
  return id;
}

describe('invariant 1: a voucher balances', () => {
  test('what balances is posted, one fen apart is not', async () => {
    expect(await call(voucher(balanced))).toBe(1);
    expect(await call(voucher([line('102', 'debit', '1.00'), line('501', 'credit', '0.99')]))).toBe(
      'voucher-unbalanced',
    );
  });

  test('one line is no voucher, and a line has one side', async () => {
    expect(await call(voucher([line('102', 'debit', '1.00')]))).toBe('voucher_needs_two_lines');
    expect(await call(voucher([line('102', 'debit', '0.00'), line('501', 'credit', '0.00')]))).toBe(
      'line_has_one_side',
    );
    expect(
      await call(
        voucher([
          { ...line('102', 'debit', '1.00'), credit: '1.00' },
          line('501', 'credit', '1.00'),
          line('102', 'debit', '1.00'),
        ]),
      ),
    ).toBe('line_has_one_side');
  });

  test('a negative line is only for red letters', async () => {
    expect(
      await call(voucher([line('102', 'debit', '-1.00'), line('501', 'credit', '-1.00')])),
    ).toBe('amount-negative');
  });

  test('the owner cannot store a header without its lines', async () => {
    const header = `INSERT INTO voucher SELECT (v).* FROM (SELECT jsonb_populate_record(x, jsonb_build_object(
      'id', gen_random_uuid(), 'seq', 9999, 'no', 9999)) AS v FROM voucher x WHERE id = '${voucherId}') y`;
    expect(await owner.tries(header)).toBe('voucher-incomplete');
  });

  test('the owner cannot add lines to a posted voucher, not even a balanced pair', async () => {
    const pair = `INSERT INTO voucher_line (community_code, book_no, voucher_id, line_no, month, date, seq, summary, account_code, debit, credit)
      SELECT community_code, book_no, voucher_id, line_no + 10, month, date, seq, summary, account_code, debit, credit
      FROM voucher_line WHERE voucher_id = '${voucherId}'`;
    expect(await owner.tries(pair)).toBe('voucher-incomplete');
  });
});

describe('invariant 2: books are separate', () => {
  test('a line cannot name an account that the book does not have', async () => {
    expect(
      await call(voucher([line('102', 'debit', '1.00'), line('5001', 'credit', '1.00')])),
    ).toBe('account_unknown');
  });

  test('a voucher cannot enter a book that is not there, or another community', async () => {
    expect(await call(voucher(balanced, { bookNo: 9 }))).toBe('book-unknown');
    expect(
      await owner.tries('SELECT * FROM enter_vouchers($1, $2)', [THERE, voucher(balanced)]),
    ).toBe('forbidden');
  });
});

describe('invariant 3: what is posted never changes', () => {
  const attacks = [
    ['UPDATE', `UPDATE voucher SET date = '2026-01-06'`],
    [
      'UPDATE of a null column',
      `UPDATE voucher SET source_id = gen_random_uuid() WHERE source_id IS NULL`,
    ],
    ['DELETE', 'DELETE FROM voucher_line'],
    ['TRUNCATE', 'TRUNCATE voucher_line, voucher CASCADE'],
  ] as const;

  test.each(attacks)('%s by the service is not allowed', async (_, sql) => {
    expect(await service.tries(sql)).toBe('42501');
  });

  test.each(attacks)('%s by the owner is refused', async (_, sql) => {
    expect(await owner.tries(sql)).toBe('record-immutable');
  });

  test('the service cannot write lines, balances, numbers, chains or the log itself', async () => {
    for (const sql of [
      'INSERT INTO voucher_line SELECT * FROM voucher_line',
      'INSERT INTO voucher SELECT * FROM voucher',
      'UPDATE balance SET debit = debit + 1',
      'UPDATE voucher_counter SET last_no = 0',
      `UPDATE book_chain SET head = '\\x00'`,
      'DELETE FROM audit_event',
      'UPDATE fund_balance SET balance = 1000',
      'DELETE FROM accounting_month',
      'ALTER TABLE voucher DISABLE TRIGGER ALL',
      'SET ROLE gongzhang_owner',
    ]) {
      expect([sql, await service.tries(sql)]).toEqual([sql, '42501']);
    }
  });
});

describe('invariant 4: numbers run without a gap', () => {
  test('32 concurrent posters get 32 numbers in a row, and a refused one takes none', async () => {
    const before = await service.rows<{ last_no: number }>(
      `SELECT last_no FROM voucher_counter WHERE month = '2026-01' AND word = '记'`,
    );
    await call(voucher([line('102', 'debit', '1.00'), line('501', 'credit', '0.99')]));
    const posters = await Promise.all(
      Array.from({ length: 32 }, () => attack(t.ownerUrl, HERE, accountantId)),
    );
    const numbers = await Promise.all(
      posters.map(async (poster) => {
        const [row] = await poster.rows<{ no: number }>('SELECT no FROM enter_vouchers($1, $2)', [
          HERE,
          voucher(balanced),
        ]);
        return row?.no ?? 0;
      }),
    );
    await Promise.all(posters.map((poster) => poster.end()));
    const first = (before[0]?.last_no ?? 0) + 1;
    expect(numbers.sort((a, b) => a - b)).toEqual(
      Array.from({ length: 32 }, (_, index) => first + index),
    );
  });
});

describe('invariants 5 and 6: months', () => {
  test('a date outside the book, or after today, is refused; today is not', async () => {
    expect(await call(voucher(balanced, { date: '2025-12-31' }))).toBe('date-before-book-opened');
    await owner.rows(`SELECT set_config('gongzhang.now', '2026-02-10T01:00:00Z', false)`);
    expect(await call(voucher(balanced, { date: '2026-03-01' }))).toBe('date-in-future');
    expect(await call(voucher(balanced, { date: '2026-02-11' }))).toBe('date-in-future');
    expect(await call(voucher(balanced, { date: '2026-02-10' }))).toBe(1);
  });

  test('a month does not jump over a state, and is not made in one', async () => {
    expect(
      await service.tries(`UPDATE accounting_month SET state = 'sealed' WHERE month = '2026-01'`),
    ).toBe('month-step-unknown');
    expect(
      await service.tries(
        `INSERT INTO accounting_month (community_code, month, state) VALUES ('${HERE}', '2026-09', 'approved')`,
      ),
    ).toBe('month-step-unknown');
  });
});

describe('invariant 9: revenue and expense are not netted', () => {
  test('what moves money shows one of them', async () => {
    expect(
      await call(
        voucher([
          line('102', 'debit', '60.00'),
          line('513', 'debit', '40.00'),
          line('501', 'credit', '100.00'),
        ]),
      ),
    ).toBe('revenue-netted-with-expense');
    expect(
      await call(voucher([line('513', 'debit', '40.00'), line('501', 'credit', '40.00')])),
    ).toBe(1);
  });
});

describe('invariant 10: restricted money', () => {
  test('a fund pays what it holds and not a fen more, and never for another fund', async () => {
    await service.rows(
      `INSERT INTO fund (community_code, book_no, code, name, purpose, restricted)
       VALUES ($1, 1, 'A', '助老', '助老', true), ($1, 1, 'B', '助学', '助学', true)`,
      [HERE],
    );
    const gift = { ...line('241', 'credit', '100.00'), fundCode: 'A' };
    expect(await call(voucher([line('102', 'debit', '100.00'), gift]))).toBe(1);
    const spend = (amount: string, fundCode: string): string =>
      voucher([{ ...line('514', 'debit', amount), fundCode }, line('102', 'credit', amount)]);
    expect(await call(spend('100.01', 'A'))).toBe('restricted_fund_overdrawn');
    expect(await call(spend('0.01', 'B'))).toBe('restricted_fund_overdrawn');
    expect(await call(spend('100.00', 'A'))).toBe(1);
    expect(await call(spend('0.01', 'A'))).toBe('restricted_fund_overdrawn');
  });
});

describe('invariant 17: communities are invisible to each other', () => {
  test('without a context the service sees no row of any table, and calls nothing', async () => {
    const nobody = await attack(t.serviceUrl);
    const tables = await nobody.rows<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attname = 'community_code'
         AND has_table_privilege(c.oid, 'SELECT')`,
    );
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of [
      ...tables,
      { name: 'community' },
      { name: 'app_user' },
      { name: 'membership' },
    ]) {
      expect([name, (await nobody.rows(`SELECT * FROM ${name}`)).length]).toEqual([name, 0]);
    }
    expect(
      await nobody.tries('SELECT * FROM post_vouchers($1, $2)', [
        HERE,
        voucher(balanced, { sourceKind: 'receipt' }),
      ]),
    ).toBe('forbidden');
    await nobody.end();
  });

  test('every table with a community has forced row-level security', async () => {
    const open = await owner.rows<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attname = 'community_code'
         AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
    );
    expect(open).toEqual([]);
  });

  test('one community sees none of the rows of another, and writes none', async () => {
    expect(await service.rows(`SELECT * FROM book WHERE community_code = '${THERE}'`)).toEqual([]);
    expect(
      await service.tries(
        `INSERT INTO book VALUES ('${THERE}', 7, 'collective', 'x', 'rural-collective-2023', '2026-01-01')`,
      ),
    ).toBe('42501');
    const stranger = await t.as('accountant.002');
    const answer = await stranger.get(`/api/v1/communities/${HERE}/books`);
    expect(answer.body).toMatchObject({ type: '/problems/forbidden', status: 403 });
  });
});
