import { randomUUID } from 'node:crypto';
import { attack, type Attacker } from '../support/attacker.js';
import type { Client, TestApp } from '../support/app.js';

export const CODE = '511602002001';
export const BOOK = `/api/v1/communities/${CODE}/books/1`;

export interface Line {
  summary?: string;
  accountCode: string;
  debit?: string;
  credit?: string;
  cashFlowItem?: string;
  dimensions?: object;
  counterparty?: string;
}

/** A hand-made voucher of January as it is sent. */
export const voucher = (lines: Line[], more: object = {}): object => ({
  date: '2026-01-05',
  attachmentCount: 1,
  lines: lines.map((line) => ({ summary: '试', ...line })),
  ...more,
});

/** A book of the community, its people, and a way past the service. */
export interface VoucherBook {
  readonly accountant: Client;
  readonly reviewer: Client;
  /** The service's own login: what the database refuses when no service stands in between. */
  readonly service: Attacker;
  /** Drafted, reviewed and posted. */
  posted(lines: Line[], more?: object): Promise<{ id: string; word: string; no: number }>;
  /** What the database answers to a voucher that its owner enters past the service. */
  past(lines: Line[], more?: object): Promise<string | number>;
}

/** Opens book 1 of a new community. */
export async function voucherBook(t: TestApp, book: object): Promise<VoucherBook> {
  await t.community(CODE);
  const accountant = await t.as('accountant.001');
  const reviewer = await t.as('reviewer.001');
  await accountant.post(BOOK.slice(0, -2), { name: '试账', ...book }).expect(201);
  const idOf = async (person: Client): Promise<string> =>
    ((await person.get('/api/v1/me')).body as { id: string }).id;
  const [makerId, reviewerId] = [await idOf(accountant), await idOf(reviewer)];
  const service = await attack(t.serviceUrl, CODE, makerId);
  return {
    accountant,
    reviewer,
    service,
    posted: async (lines, more) => {
      const drafted = await accountant.post(`${BOOK}/vouchers`, voucher(lines, more)).expect(201);
      const { id } = drafted.body as { id: string };
      await reviewer.post(`${BOOK}/vouchers/${id}/review`).expect(200);
      const { body } = await accountant.post(`${BOOK}/vouchers/${id}/post`).expect(200);
      return body as { id: string; word: string; no: number };
    },
    past: async (lines, more = {}) => {
      const head = { id: randomUUID(), bookNo: 1, word: '记', sourceKind: 'manual' };
      const signed = { makerId, makerName: '会计甲', reviewerId, reviewerName: '审核乙' };
      const one = { ...head, ...signed, ...voucher(lines, more) };
      const owner = await attack(t.ownerUrl, CODE, makerId);
      const enter = 'SELECT * FROM enter_vouchers($1, $2)';
      try {
        return await owner.tries(enter, [CODE, JSON.stringify([one])]);
      } finally {
        await owner.end();
      }
    },
  };
}
