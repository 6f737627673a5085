import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { attack, type Attacker } from '../support/attacker.js';

const HERE = '511602002001';
const BASE = `/api/v1/communities/${HERE}`;

let t: TestApp;
/** The service's own login, inside the community's context, as the accountant. */
let service: Attacker;
/** The owner of the tables, who alone may call what enters vouchers. */
let owner: Attacker;
let accountantId: string;
let reviewerId: string;
let cashierId: string;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await t.community(HERE);
  const accountant = await t.as('accountant.001');
  for (const [kind, standard] of [
    ['collective', 'rural-collective-2023'],
    ['charity', 'non-profit-2024'],
    ['collective', 'rural-collective-2023'],
  ]) {
    const book = { kind, standard, name: '账', openedOn: '2026-01-01' };
    await accountant.post(`${BASE}/books`, book).expect(201);
  }
  for (const code of ['EDU', 'MED']) {
    const fund = { code, name: code, purpose: '专用', restricted: true };
    await accountant.post(`${BASE}/books/2/funds`, fund).expect(201);
  }
  [accountantId = '', reviewerId = '', cashierId = ''] = await Promise.all(
    ['accountant', 'reviewer', 'cashier'].map(async (name) => {
      const { body } = await (await t.as(`${name}.001`)).get('/api/v1/me').expect(200);
      return (body as { id: string }).id;
    }),
  );
  service = await attack(t.serviceUrl, HERE, accountantId);
  owner = await attack(t.ownerUrl, HERE, accountantId);
});

afterAll(async () => {
  await service.end();
  await owner.end();
  await t.close();
});

type Line = readonly [account: string, debit: string, credit: string, fundCode?: string];

/** What the database says of a voucher that its owner enters past the service. */
function posted(
  bookNo: number,
  lines: readonly Line[],
  { summary = '试', ...changes }: { readonly summary?: string } & Record<string, unknown> = {},
): Promise<string | number> {
  const voucher = {
    id: randomUUID(),
    bookNo,
    date: '2026-01-05',
    word: '记',
    attachmentCount: 1,
    sourceKind: 'manual',
    makerId: accountantId,
    makerName: '会计甲',
    reviewerId,
    reviewerName: '审核乙',
    lines: lines.map(([accountCode, debit, credit, fundCode]) => ({
      summary,
      accountCode,
      ...(debit === '' ? { credit } : { debit }),
      ...(fundCode === undefined ? {} : { fundCode }),
      ...(accountCode === '1002' ? { cashFlowItem: debit === '' ? '14' : '1' } : {}),
    })),
    ...changes,
  };
  return owner.tries('SELECT * FROM enter_vouchers($1, $2)', [HERE, JSON.stringify([voucher])]);
}

const RENT: Line[] = [
  ['102', '10.00', ''],
  ['501', '', '10.00'],
];

describe('an amount', () => {
  test('is a number of fen: NaN is none, wherever it is tried', async () => {
    const nan: Line[] = [
      ['102', 'NaN', ''],
      ['501', '', 'NaN'],
    ];
    expect(await posted(1, nan)).toBe('amount_malformed');
    const opening = (amount: string): Promise<string | number> =>
      service.tries('SELECT set_opening_balances($1, 3, $2)', [
        HERE,
        JSON.stringify([
          { accountCode: '102', side: 'debit', amount },
          { accountCode: '301', side: 'credit', amount },
        ]),
      ]);
    expect(await opening('NaN')).toBe('amount_malformed');
    expect(await opening('-5.00')).toBe('opening_not_negative');
    expect(await opening('5.00')).toBe(1);
    expect(await posted(1, RENT)).toBe(1);
  });

  test('has a day in its one form', async () => {
    expect(await posted(1, RENT, { date: '2026-01-5' })).toBe('date-malformed');
    expect(await posted(1, RENT, { date: '2026-01-06T00:00' })).toBe('date-malformed');
  });
});

describe('red letters', () => {
  test('are their original and not a line more', async () => {
    const id = randomUUID();
    expect(await posted(1, RENT, { id })).toBe(1);
    const [row] = await service.rows<{ no: number }>('SELECT no FROM voucher WHERE id = $1', [id]);
    const summary = `注销1月5日记字第${row?.no}号凭证`;
    const red = { sourceKind: 'reversal', reversesId: id, reviewerId: undefined, summary };
    const undone: Line[] = [
      ['102', '-10.00', ''],
      ['501', '', '-10.00'],
    ];
    const more: Line[] = [...undone, ['112', '3.00', ''], ['102', '', '3.00']];
    expect(await posted(1, more, { ...red, date: '2026-01-06' })).toBe('reversal-not-exact');
    expect(await posted(1, undone, { ...red, date: '2026-01-04' })).toBe('reversal-not-allowed');
    expect(await posted(1, undone, { ...red, date: '2026-01-05' })).toBe(1);
  });
});

describe('restricted money, by hand', () => {
  test('is spent on its purpose, and passes no other way', async () => {
    const gift: Line[] = [
      ['1002', '900.00', ''],
      ['410102', '', '600.00', 'EDU'],
      ['410102', '', '300.00', 'MED'],
    ];
    expect(await posted(2, gift)).toBe(1);
    const ways: [string, Line[]][] = [
      [
        'to free net assets',
        [
          ['3102', '1.00', '', 'EDU'],
          ['3101', '', '1.00'],
        ],
      ],
      [
        'to another fund',
        [
          ['3102', '1.00', '', 'EDU'],
          ['3102', '', '1.00', 'MED'],
        ],
      ],
      [
        'by way of expense',
        [
          ['5101', '1.00', '', 'EDU'],
          ['5101', '', '1.00', 'MED'],
        ],
      ],
      [
        'for a debt',
        [
          ['2101', '1.00', '', 'EDU'],
          ['1002', '', '1.00'],
        ],
      ],
    ];
    for (const [way, lines] of ways) {
      expect([way, await posted(2, lines)]).toEqual([way, 'restricted-fund-by-hand']);
    }
    expect(
      await posted(2, [
        ['5101', '600.00', '', 'EDU'],
        ['1002', '', '600.00'],
      ]),
    ).toBe(1);
    expect(
      await posted(2, [
        ['5101', '0.01', '', 'EDU'],
        ['1002', '', '0.01'],
      ]),
    ).toBe('restricted_fund_overdrawn');
  });
});

describe('a deferred guard', () => {
  test('is not blinded by another scope before the commit', async () => {
    await owner.rows('BEGIN');
    expect(await posted(1, RENT)).toBe(1);
    await owner.rows(`SELECT set_config('gongzhang.scope', '99', true)`);
    expect(await owner.tries('COMMIT')).toBe('forbidden');
    await owner.tries('ROLLBACK');
  });

  test('reads what others have done: a snapshot of before is refused', async () => {
    await service.rows('BEGIN ISOLATION LEVEL REPEATABLE READ');
    expect(
      await service.tries(
        `INSERT INTO accounting_month (community_code, month) VALUES ($1, '2026-02')`,
        [HERE],
      ),
    ).toBe('forbidden');
    await service.tries('ROLLBACK');
  });
});

describe('accounts, months and drafts', () => {
  test('a detail is of its parent’s kind', async () => {
    const account = (category: string, money: string | null, code: string, parent: string) =>
      service.tries(
        `INSERT INTO account (community_code, book_no, code, name, parent_code, category, normal_side, both_sides, money)
         VALUES ($1, 3, $2, '明细', $3, $4, 'debit', false, $5)`,
        [HERE, code, parent, category, money],
      );
    expect(await account('asset', null, '51377', '513')).toBe('account-unlike-parent');
    expect(await account('asset', null, '10177', '101')).toBe('account-unlike-parent');
    expect(await account('expense', null, '51377', '513')).toBe(1);
  });

  test('no month stands before the first book, and none is still to come', async () => {
    const month = (text: string): Promise<string | number> =>
      service.tries('INSERT INTO accounting_month (community_code, month) VALUES ($1, $2)', [
        HERE,
        text,
      ]);
    expect(await month('1900-01')).toBe('date-before-book-opened');
    expect(await month('2099-01')).toBe('date-in-future');
    expect(await month('2026-02')).toBe(1);
  });

  test('a draft begins unreviewed, as its maker’s own, and is reviewed by whoever does it', async () => {
    const id = randomUUID();
    const draft = (makerId: string, status: string): Promise<string | number> =>
      service.tries(
        `INSERT INTO voucher_draft (community_code, book_no, id, date, attachment_count, lines, status, maker_id, maker_name,
           reviewer_id, reviewer_name)
         VALUES ($1, 1, $2, '2026-01-09', 1, '[]', $3, $4, '某人', $5, $6)`,
        [
          HERE,
          id,
          status,
          makerId,
          ...(status === 'reviewed' ? [reviewerId, '审核乙'] : [null, null]),
        ],
      );
    expect(await draft(accountantId, 'reviewed')).toBe('forbidden');
    expect(await draft(cashierId, 'drafted')).toBe('forbidden');
    expect(await draft(accountantId, 'drafted')).toBe(1);
    const review = `UPDATE voucher_draft SET status = 'reviewed', reviewer_id = $2, reviewer_name = '审核乙' WHERE id = $1`;
    expect(await service.tries(review, [id, reviewerId])).toBe('forbidden');
    expect(await service.tries('DELETE FROM voucher_draft WHERE id = $1', [id])).toBe(1);
  });
});

describe('invariant 12: duties', () => {
  test('a hand-made voucher is made by an accountant and reviewed by another, a reviewer', async () => {
    expect(await posted(1, RENT, { reviewerId: undefined })).toBe('voucher-not-reviewed');
    expect(await posted(1, RENT, { reviewerId: cashierId })).toBe('voucher-not-reviewed');
    expect(await posted(1, RENT, { makerId: cashierId })).toBe('voucher-not-reviewed');
    expect(await posted(1, RENT, { reviewerId: accountantId })).toMatch(/not.reviewe[rd]$/);
  });

  test('a supervisor holds no other duty in the community', async () => {
    const grant = `INSERT INTO membership (user_id, scope, role) VALUES ($1, $2, $3)`;
    expect(await service.tries(grant, [accountantId, HERE, 'director'])).toBe('duty-beyond-reach');
    await service.rows(
      `SELECT set_config('gongzhang.actor', id::text, false) FROM app_user WHERE username = 'admin'`,
    );
    expect(await service.tries(grant, [accountantId, HERE, 'supervisor'])).toBe('duties-conflict');
    expect(await service.tries(grant, [accountantId, HERE, 'cashier'])).toBe('duties-conflict');
    expect(await service.tries(grant, [accountantId, HERE, 'director'])).toBe(1);
  });
});
