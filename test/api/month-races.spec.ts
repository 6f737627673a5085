import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  approvedMonth,
  neighbourhood,
  reconciled,
  type Neighbourhood,
} from './oversight.fixture.js';

let n: Neighbourhood;
let month: string;

beforeAll(async () => {
  n = await neighbourhood();
  month = `${n.base}/months/2026-01`;
  await reconciled(n);
});

afterAll(async () => {
  await n.close();
});

/** Reviewed vouchers of 31 January that move no money, ready to be posted. */
async function reviewed(count: number): Promise<string[]> {
  const accountant = await n.as('accountant');
  const { body } = await accountant
    .post(`${n.base}/books/1/vouchers/batch`, {
      vouchers: Array.from({ length: count }, () => ({
        date: '2026-01-31',
        attachmentCount: 1,
        lines: [
          { summary: '计提租金', accountCode: '112', debit: '40.00' },
          { summary: '计提租金', accountCode: '501', credit: '40.00' },
        ],
      })),
    })
    .expect(201);
  const { ids } = body as { ids: string[] };
  await (await n.as('reviewer')).post(`${n.base}/books/1/vouchers/review`, { ids }).expect(200);
  return ids;
}

/** The frozen report's chain length of book 1, and how many vouchers January holds. */
async function frozenAndPosted(): Promise<[number, number]> {
  const auditor = await n.as('auditor');
  const { body } = await auditor.get(month).expect(200);
  const { books } = (body as { report: { books: { chain: { seq: number } }[] } }).report;
  const list = await auditor
    .get(`${n.base}/books/1/vouchers?month=2026-01&status=posted&limit=500`)
    .expect(200);
  return [books[0]?.chain.seq ?? 0, (list.body as { items: unknown[] }).items.length];
}

describe('a post races the close', () => {
  test('whichever wins, what is reported is what stands in the books', async () => {
    const accountant = await n.as('accountant');
    const ids = await reviewed(16);
    const posts = ids.map((id) => accountant.post(`${n.base}/books/1/vouchers/${id}/post`));
    const report = new Promise((resolve) => setTimeout(resolve, 20)).then(async () =>
      accountant.post(`${month}/report`),
    );
    const answers = await Promise.all(posts.map(async (post) => post));
    // The report is refused while drafts wait; it is asked again until none does, while others still post.
    let { body, status } = await report;
    for (let tries = 0; status === 409 && tries < 20; tries += 1) {
      ({ body, status } = await accountant.post(`${month}/report`));
    }
    expect([status, body]).toMatchObject([200, { state: 'reported' }]);
    const entered = answers.filter((answer) => answer.status < 300).length;
    expect(answers.map((answer) => answer.status).every((code) => code < 300 || code === 409)).toBe(
      true,
    );
    const [frozen, posted] = await frozenAndPosted();
    expect(frozen).toBe(posted);
    expect(posted).toBe(4 + entered);
  });

  test('of many reports and posts at once one report stands, and nothing enters behind it', async () => {
    await (await n.as('director')).post(`${month}/return`, { reason: '再试一次' }).expect(200);
    const accountant = await n.as('accountant');
    const cashier = await n.as('cashier');
    const before = (await frozenOrZero())[1];
    const receipt = {
      date: '2026-01-20',
      amount: '1.00',
      payer: '商户',
      item: '租金',
      incomeAccountCode: '501',
    };
    // A receipt needs no draft: it either stands before the report, which then misses its reconciliation, or is refused.
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, async () => accountant.post(`${month}/report`)),
      ...Array.from({ length: 8 }, async () => cashier.post(`${n.base}/books/1/receipts`, receipt)),
    ]);
    const reports = answers.slice(0, 4).filter(({ status }) => status === 200).length;
    const receipts = answers.slice(4).filter(({ status }) => status === 201).length;
    expect(reports).toBeLessThanOrEqual(1);
    const [frozen, posted] = await frozenOrZero();
    expect(posted).toBe(before + receipts);
    if (reports === 1) expect([frozen, receipts]).toEqual([posted, 0]);
    const { body } = await accountant.get(`${n.base}/verification`).expect(200);
    expect(body).toMatchObject({ clean: true });
  });

  async function frozenOrZero(): Promise<[number, number]> {
    const { body } = await (await n.as('auditor')).get(month).expect(200);
    const { report } = body as { report: unknown };
    if (report !== null) return frozenAndPosted();
    const list = await (
      await n.as('auditor')
    )
      .get(`${n.base}/books/1/vouchers?month=2026-01&status=posted&limit=500`)
      .expect(200);
    return [0, (list.body as { items: unknown[] }).items.length];
  }
});

describe('a month that is being sealed', () => {
  test('takes nothing, from approval to seal, however many ask at that moment', async () => {
    const other = await neighbourhood();
    try {
      await approvedMonth(other);
      const at = `${other.base}/months/2026-01`;
      other.turnTo('2026-02-04T09:00:00');
      await (await other.as('director')).post(`${at}/notice`).expect(201);
      other.turnTo('2026-02-21T09:00:00');
      const accountant = await other.as('accountant');
      const cashier = await other.as('cashier');
      const receipt = {
        date: '2026-01-20',
        amount: '1.00',
        payer: '商户',
        item: '租金',
        incomeAccountCode: '501',
      };
      const answers = await Promise.all([
        ...Array.from({ length: 4 }, async () => accountant.post(`${at}/seal`)),
        ...Array.from({ length: 8 }, async () =>
          cashier.post(`${other.base}/books/1/receipts`, receipt),
        ),
      ]);
      const seals = answers.slice(0, 4).map(({ status }) => status);
      expect(seals.filter((status) => status === 200)).toHaveLength(1);
      expect(answers.slice(4).map(({ body }) => body as object)).toEqual(
        Array.from({ length: 8 }, () =>
          expect.objectContaining({ type: '/problems/month-not-open', month: '2026-01' }),
        ),
      );
    } finally {
      await other.close();
    }
  });
});
