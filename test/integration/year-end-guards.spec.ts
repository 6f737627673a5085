import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { NON_PROFIT_2004_TO_2024 } from '../../src/ledger/domain/standards/non-profit-2004-to-2024.mapping.js';
import { STANDARDS } from '../../src/ledger/domain/standards/standard.js';
import { yearEndRuleOf } from '../../src/ledger/domain/year-end/year-end-catalogue.js';
import { attack, type Attacker } from '../support/attacker.js';
import { december, threeBooks, writtenOff } from '../support/year-books.js';
import { beginStory, transferred, type YearStory } from '../support/year-story.js';

const CODE = '511602002001';
const CHANGED = randomUUID();

let s: YearStory;
let db: Client;
let owner: Attacker;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  s = await beginStory();
  await threeBooks(s);
  await december(s);
  db = new Client({ connectionString: s.t.serviceUrl });
  await db.connect();
  owner = await attack(s.t.ownerUrl, CODE);
  const idOf = async (person: 'accountant' | 'reviewer'): Promise<string> =>
    ((await s.people[person].get('/api/v1/me').expect(200)).body as { id: string }).id;
  ids = { accountant: await idOf('accountant'), reviewer: await idOf('reviewer') };
}, 60_000);

afterAll(async () => {
  await db.end();
  await owner.end();
  await s.t.close();
});

/** What the database says of the work at commit, by the service's own login as the accountant; nothing stays. */
async function refusal(...work: readonly (() => Promise<unknown>)[]): Promise<string> {
  await db.query('BEGIN');
  try {
    await db.query(
      `SELECT set_config('gongzhang.scope', $1, true), set_config('gongzhang.now', '2026-01-10T01:00:00Z', true),
         set_config('gongzhang.actor', $2, true), set_config('gongzhang.actor_name', '会计甲', true)`,
      [CODE, ids['accountant']],
    );
    for (const step of work) await step();
    await db.query('SET CONSTRAINTS ALL IMMEDIATE');
    return 'accepted';
  } catch (error) {
    return (error as { constraint?: string }).constraint ?? (error as Error).message;
  } finally {
    await db.query('ROLLBACK');
  }
}

/** Lines as text: account and amount, negative in credit, perhaps a fund: 410102 1.00 ZL, 3102 -1.00 ZL. */
const linesOf = (text: string): object[] =>
  text.split(', ').map((line) => {
    const [accountCode, amount = '', fundCode] = line.split(' ');
    const side = amount.startsWith('-') ? { credit: amount.slice(1) } : { debit: amount };
    return { summary: '攻击', accountCode, ...side, ...(fundCode ? { fundCode } : {}) };
  });

/** What a person reviews goes the way of a draft, as the two people who write and review it. */
async function draftedAndPosted(
  bookNo: number,
  kind: string,
  lines: string,
  { id = randomUUID(), date = '2025-12-31' }: { id?: string; date?: string },
): Promise<unknown> {
  const acting = (who: string): Promise<unknown> =>
    db.query(`SELECT set_config('gongzhang.actor', $1, true)`, [ids[who]]);
  await db.query(
    `INSERT INTO voucher_draft (community_code, book_no, id, date, attachment_count, lines, kind, maker_id, maker_name)
     VALUES ($1, $2, $3, $4, 1, $5, $6, context_actor(), '会计甲')`,
    [CODE, bookNo, id, date, JSON.stringify(linesOf(lines)), kind],
  );
  await acting('reviewer');
  await db.query(
    `UPDATE voucher_draft SET status = 'reviewed', reviewer_id = context_actor(), reviewer_name = '审核乙' WHERE id = $1`,
    [id],
  );
  await acting('accountant');
  return db.query('SELECT * FROM post_drafts($1, $2, ARRAY[$3::uuid])', [CODE, bookNo, id]);
}

const posting =
  (bookNo: number, sourceKind: string, lines: string, more: object = {}) =>
  async (): Promise<unknown> => {
    if (sourceKind !== 'conversion') return draftedAndPosted(bookNo, sourceKind, lines, more);
    const maker = { makerId: ids['accountant'], makerName: '会计甲' };
    const voucher = {
      ...{
        id: randomUUID(),
        bookNo,
        date: '2025-12-31',
        word: '记',
        attachmentCount: 1,
        sourceKind,
      },
      ...maker,
      lines: linesOf(lines),
      ...more,
    };
    return db.query('SELECT * FROM post_vouchers($1, $2)', [CODE, JSON.stringify([voucher])]);
  };

const distribution =
  (id: string, fields: Readonly<Record<string, unknown>> = {}) =>
  async (): Promise<unknown> => {
    const row = {
      community_code: CODE,
      book_no: 2,
      id,
      year: 2025,
      resolution_no: '股决〔2025〕1号',
      resolved_on: '2025-12-30',
      net: '8000.00',
      losses_made_up: '2000.00',
      base: '6000.00',
      distributable: '6000.00',
      reserve_due: '500.00',
      reserve: '500.00',
      reserve_beyond: '0.00',
      owners: '3000.00',
      other: '0.00',
      remaining: '2500.00',
      made_by: ids['accountant'],
      made_by_name: '会计甲',
      ...fields,
    };
    return db.query(
      `INSERT INTO year_distribution (${Object.keys(row).join(', ')})
       VALUES (${Object.keys(row)
         .map((_, index) => `$${index + 1}`)
         .join(', ')})`,
      Object.values(row),
    );
  };

describe('rule and database say the same', () => {
  test('of the accounts of each standard', async () => {
    for (const standard of STANDARDS) {
      const rule = yearEndRuleOf(standard);
      const { rows } = await db.query<{ role: string; code: string }>(
        'SELECT role, code FROM year_end_account WHERE standard = $1',
        [standard],
      );
      const of = (role: string): string[] =>
        rows
          .filter((row) => row.role === role)
          .map(({ code }) => code)
          .sort();
      expect(of('result')).toEqual(
        [...new Set([...rule.steps.map(({ into }) => into.account), ...rule.emptied])].sort(),
      );
      expect(of('emptied')).toEqual([...rule.emptied]);
      expect(of('suspense')).toEqual(rule.suspense === null ? [] : [rule.suspense]);
      expect(of('distribution')).toEqual(
        rule.distribution === null ? [] : [rule.distribution.account],
      );
      expect(of('reserve')).toEqual(
        rule.distribution === null ? [] : [rule.distribution.reserve.into],
      );
    }
  });

  test('of the codes of 2004 and 2024', async () => {
    const { rows } = await db.query<{ from: string; to: string }>(
      `SELECT from_code AS from, to_code AS to FROM standard_mapping ORDER BY from_code`,
    );
    const codes = NON_PROFIT_2004_TO_2024.codes.map(({ from, to }) => ({ from, to }));
    expect(rows).toEqual([...codes].sort((a, b) => (a.from < b.from ? -1 : 1)));
  });
});

describe('a closing voucher', () => {
  test.each([
    ['income to the result', 1, '501 1.00, 321 -1.00', 'accepted'],
    ['income to a debt', 1, '501 1.00, 211 -1.00', 'closing-line-unfit'],
    ['the result to the reserve', 1, '32202 1.00, 311 -1.00', 'closing-line-unfit'],
    ['restricted income', 3, '410102 1.00 ZL, 3102 -1.00 ZL', 'accepted'],
    ['restricted income as free', 3, '410102 1.00 ZL, 3101 -1.00 ZL', 'closing-line-unfit'],
    ['a restriction that it ends', 3, '3102 1.00 ZL, 3101 -1.00 ZL', 'closing-line-unfit'],
  ])('with %s in book %i (%s) is %s', async (_, bookNo, lines, said) => {
    expect(await refusal(posting(bookNo, 'closing', lines))).toBe(said);
  });
});

describe('December', () => {
  test('is not reported over income that is not transferred', async () => {
    const reported = async (): Promise<string | number> =>
      owner.tries(
        `UPDATE accounting_month SET state = 'reported' WHERE community_code = $1 AND month = '2025-12'`,
        [CODE],
      );
    // Every other guard of the step aside, this one still stands.
    await owner.tries('ALTER TABLE accounting_month DISABLE TRIGGER USER');
    await owner.tries('ALTER TABLE accounting_month ENABLE TRIGGER year_is_transferred');
    expect(await reported()).toBe('year-end-not-transferred');
    await owner.tries('ALTER TABLE accounting_month ENABLE TRIGGER USER');
  });

  test('is approved before a standard changes, and only to one that succeeds it', async () => {
    const change = (bookNo: number) => async (): Promise<unknown> =>
      db.query(`SELECT change_standard($1, $2, $3, 'non-profit-2024', '2026-01-01', '[]', '{}')`, [
        CODE,
        bookNo,
        CHANGED,
      ]);
    expect(await refusal(change(3))).toBe('standard-change-before-approval');
    expect(await refusal(change(1))).toBe('standard-change-unknown');
  });
});

test('a conversion voucher comes with a change of standard only', async () => {
  const more = { sourceId: CHANGED, attachmentCount: 0 };
  const lines = '2401 1.00, 2502 -1.00';
  expect(await refusal(posting(3, 'conversion', lines, more))).toBe('conversion-unfounded');
});

describe('a distribution', () => {
  const id = randomUUID();
  const whole = '310401 500.00, 3101 -500.00, 310403 3000.00, 2232 -3000.00';

  beforeAll(async () => {
    await writtenOff(s);
    for (const bookNo of [1, 2, 3]) await transferred(s, bookNo);
  }, 60_000);

  test('is that of its resolution, to the fen and to the day', async () => {
    expect(await refusal(distribution(id), posting(2, 'distribution', whole, { id }))).toBe(
      'accepted',
    );
    expect(await refusal(posting(2, 'distribution', whole, { id }))).toBe(
      'distribution-voucher-unfounded',
    );
    const less = distribution(id, { owners: '2999.99', remaining: '2500.01' });
    expect(await refusal(less, posting(2, 'distribution', whole, { id }))).toBe(
      'distribution-voucher-unfounded',
    );
    const early = posting(2, 'distribution', whole, { id, date: '2025-12-30' });
    expect(await refusal(distribution(id), early)).toBe('distribution-voucher-unfounded');
  });

  test('takes no more than there is, whatever its record says', async () => {
    const lied = distribution(id, {
      distributable: '9000.00',
      owners: '5500.01',
      remaining: '2999.99',
    });
    const lines = '310401 500.00, 3101 -500.00, 310403 5500.01, 2232 -5500.01';
    expect(await refusal(lied, posting(2, 'distribution', lines, { id }))).toBe(
      'distribution-exceeds-profit',
    );
  });

  test.each([
    [
      'more than there is',
      { owners: '5500.01', remaining: '-0.01' },
      'distribution_exceeds_profit',
    ],
    [
      'owners before the reserve',
      { reserve: '499.99', remaining: '2500.01' },
      'reserve_comes_before_owners',
    ],
    ['the reserve before losses', { losses_made_up: '0.00' }, 'losses_come_first'],
  ])('is not recorded with %s', async (_, fields, constraint) => {
    expect(await refusal(distribution(id, fields))).toBe(constraint);
  });

  test('a charity has none', async () => {
    const own = randomUUID();
    const lines = '3101 3500.00, 2209 -3500.00';
    expect(
      await refusal(
        distribution(own, { book_no: 3 }),
        posting(3, 'distribution', lines, { id: own }),
      ),
    ).toBe('distribution-voucher-unfounded');
  });
});
