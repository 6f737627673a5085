import { parseLocalDate } from '../../src/kernel/local-date.js';
import { Money } from '../../src/kernel/money.js';
import { only } from '../../src/platform/database/only.js';
import { LedgerService, type PostedRef } from '../../src/ledger/ledger.service.js';
import { VouchersService } from '../../src/ledger/vouchers.service.js';
import type { RequestContext } from '../../src/platform/database/request-context.js';
import type { TestApp } from './app.js';

export const COMMUNITY = '511602002001';

/** A line as a page of a ledger writes it: account, debit, credit. */
export type StoryLine = readonly [accountCode: string, debit: string, credit: string];

/** Who posts in these stories: the accountant, reviewed by the reviewer. */
export interface Bookkeeper {
  readonly context: RequestContext;
  post(
    bookNo: number,
    date: string,
    summary: string,
    lines: readonly StoryLine[],
  ): Promise<PostedRef>;
  reverse(bookNo: number, voucherId: string, date: string): Promise<PostedRef>;
}

/** Makes the bookkeeper of the community. */
export async function bookkeeper(t: TestApp): Promise<Bookkeeper> {
  const person = async (username: string): Promise<{ id: string; name: string }> =>
    (await (await t.as(username)).get('/api/v1/me').expect(200)).body as {
      id: string;
      name: string;
    };
  const maker = await person('accountant.001');
  const reviewer = await person('reviewer.001');
  const ledger = t.app.get(LedgerService);
  const vouchers = t.app.get(VouchersService);
  const context: RequestContext = {
    scope: COMMUNITY,
    communityCode: COMMUNITY,
    actor: { id: maker.id, name: maker.name },
    idempotency: null,
  };
  return {
    context,
    post: async (bookNo, date, summary, lines) => {
      const draft = {
        date: parseLocalDate(date),
        attachmentCount: 1,
        lines: lines.map(([accountCode, debit, credit]) => ({
          summary,
          accountCode,
          ...(debit === '' ? {} : { debit: Money.of(debit) }),
          ...(credit === '' ? {} : { credit: Money.of(credit) }),
        })),
      };
      const ids = await t.database.write(context, (tx) =>
        vouchers.create(tx, COMMUNITY, bookNo, [draft]),
      );
      await t.database.write({ ...context, actor: reviewer }, (tx) =>
        vouchers.review(tx, COMMUNITY, bookNo, ids),
      );
      return t.database.write(context, async (tx) =>
        only(await ledger.postDrafts(tx, COMMUNITY, bookNo, ids)),
      );
    },
    reverse: (bookNo, voucherId, date) =>
      t.database.write(context, (tx) =>
        ledger.reverse(tx, COMMUNITY, bookNo, {
          voucherId,
          date: parseLocalDate(date),
          reason: '金额记错',
        }),
      ),
  };
}

/**
 * A collective book of December 2025 through February 2026, worked out by hand: a rent and an expense carried forward
 * at the year's end by hand, then a rent, a cash draw, an expense, its red-letter correction and a debt collected.
 */
export async function collectiveStory(t: TestApp): Promise<Bookkeeper> {
  await t.community(COMMUNITY);
  const accountant = await t.as('accountant.001');
  const books = `/api/v1/communities/${COMMUNITY}/books`;
  await accountant
    .post(books, {
      kind: 'collective',
      name: '集体资产账',
      standard: 'rural-collective-2023',
      openedOn: '2025-12-01',
    })
    .expect(201);
  for (const [code, name, parentCode] of [
    ['10101', '备用金', '101'],
    ['10201', '收入户', '102'],
    ['11201', '应收甲', '112'],
    ['11202', '应收乙', '112'],
    ['32202', '未分配收益', '322'],
    ['50101', '门面租金', '501'],
    ['51301', '办公费', '513'],
  ] as const) {
    await accountant.post(`${books}/1/accounts`, { code, name, parentCode }).expect(201);
  }
  await accountant
    .put(`${books}/1/opening-balances`, {
      lines: [
        { accountCode: '10201', side: 'debit', amount: '1000.00' },
        { accountCode: '11201', side: 'debit', amount: '200.00' },
        { accountCode: '11202', side: 'credit', amount: '50.00' },
        { accountCode: '301', side: 'credit', amount: '1150.00' },
      ],
    })
    .expect(200);
  const keeper = await bookkeeper(t);
  const post = keeper.post.bind(keeper, 1);
  await post('2025-12-10', '收12月租金', [
    ['10201', '300.00', ''],
    ['50101', '', '300.00'],
  ]);
  await post('2025-12-31', '付办公费', [
    ['51301', '120.50', ''],
    ['10201', '', '120.50'],
  ]);
  await post('2025-12-31', '结转收入', [
    ['50101', '300.00', ''],
    ['321', '', '300.00'],
  ]);
  await post('2025-12-31', '结转支出', [
    ['321', '120.50', ''],
    ['51301', '', '120.50'],
  ]);
  await post('2025-12-31', '结转本年收益', [
    ['321', '179.50', ''],
    ['32202', '', '179.50'],
  ]);
  await post('2026-01-05', '收1月租金', [
    ['10201', '500.00', ''],
    ['50101', '', '500.00'],
  ]);
  await post('2026-01-05', '提备用金', [
    ['10101', '100.00', ''],
    ['10201', '', '100.00'],
  ]);
  const wrong = await post('2026-01-20', '买纸', [
    ['51301', '30.25', ''],
    ['10101', '', '30.25'],
  ]);
  await keeper.reverse(1, wrong.id, '2026-02-03');
  await post('2026-02-03', '买纸', [
    ['51301', '32.05', ''],
    ['10101', '', '32.05'],
  ]);
  await post('2026-02-10', '收回甲欠款', [
    ['10201', '80.00', ''],
    ['11201', '', '80.00'],
  ]);
  return keeper;
}
