import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { attack, type Attacker } from '../support/attacker.js';
import { openBankedBook, type BankedBook } from '../support/banked-book.js';
import { bytesOf } from '../support/file-answer.js';

const HERE = '511602002001';
const JANUARY = 'reconciliations/2026-01';

let t: TestApp;
let kept: BankedBook;
let book: string;
let accountant: Client;
let owner: Attacker;

interface Suggestion {
  key: string;
  amount: string;
  confidence: number;
  confidenceWord: string;
  reasons: string[];
  alternatives: number;
  bankLines: { bankLineId: string; description: string }[];
  bookLines: { voucherId: string; lineNo: number; voucher: string }[];
}

interface Matched {
  id: string;
  reason: string;
  automatic: boolean;
}

const post = (
  date: string,
  summary: string,
  amount: string,
  counterparty: string,
): Promise<string> =>
  kept.post({ date, summary, amount, counterparty, debit: '102', credit: '501' });

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  kept = await openBankedBook(t, { bank: '1000.00', cash: '50.00', equity: '1050.00' });
  ({ path: book, accountant } = kept);
  owner = await attack(t.ownerUrl, HERE);
  await post('2026-01-05', '收1号门面租金', '100.10', '便民商店');
  await post('2026-01-05', '收2号门面租金', '200.20', '便民商店');
  await post('2026-01-06', '收3号门面租金', '300.30', '便民商店');
  await post('2026-01-20', '收停车费', '50.00', '李四');
  await post('2026-01-21', '收停车费', '50.00', '王五');
  await accountant
    .post(`${book}/bank-statements`, {
      accountCode: '102',
      month: '2026-01',
      openingBalance: '1000.00',
      closingBalance: '1700.60',
      lines: [
        { date: '2026-01-07', description: '租金合计', counterparty: '便民商店', in: '600.60' },
        { date: '2026-01-21', description: '停车费', counterparty: '*五', in: '50.00' },
        { date: '2026-01-22', description: '停车费甲', in: '20.00' },
        { date: '2026-01-22', description: '停车费乙', in: '30.00' },
      ],
    })
    .expect(201);
});

afterAll(async () => {
  await owner.end();
  await t.close();
});

async function suggestions(): Promise<Suggestion[]> {
  const { body } = await accountant.get(`${book}/${JANUARY}/suggestions`).expect(200);
  return (body as { items: Suggestion[] }).items;
}

/** The one credit for three receipts. */
async function rentSuggestion(): Promise<Suggestion> {
  const found = (await suggestions()).find(({ bookLines }) => bookLines.length === 3);
  if (found === undefined) throw new Error('no suggestion');
  return found;
}

async function matched(): Promise<Matched[]> {
  const { body } = await accountant.get(`${book}/${JANUARY}`).expect(200);
  return (body as { accounts: [{ matched: Matched[] }] }).accounts[0].matched;
}

const groupOf = ({ bankLines, bookLines }: Suggestion): object => ({
  bankLineIds: bankLines.map(({ bankLineId }) => bankLineId),
  bookLines: bookLines.map(({ voucherId, lineNo }) => ({ voucherId, lineNo })),
});

describe('suggestions of matches', () => {
  test('tell pairs, one credit for several receipts and several for one, the surest first, with reasons', async () => {
    const told = (await suggestions()).map(
      ({ bankLines, bookLines, confidence, confidenceWord, reasons }) => [
        `${bankLines.map((line) => line.description).join('+')}=${bookLines.map((line) => line.voucher).join('+')}`,
        `${confidenceWord}${confidence}`,
        reasons.join('，'),
      ],
    );
    expect(told[0]).toEqual([
      '停车费=记-5',
      '中78',
      '金额相同，日期相同，户名相近，摘要相近，另有 1 种可能',
    ]);
    expect(told[1]).toEqual([
      '租金合计=记-3+记-2+记-1',
      '中76',
      '银行 1 笔与账上 3 笔合计相等，日期相差 2 天，户名相同，只有这一种组合',
    ]);
    expect(told.slice(2, 4).sort()).toEqual([
      [
        '停车费乙+停车费甲=记-4',
        '低48',
        '银行 2 笔与账上 1 笔合计相等，日期相差 2 天，摘要相近，另有 1 种可能',
      ],
      [
        '停车费乙+停车费甲=记-5',
        '低48',
        '银行 2 笔与账上 1 笔合计相等，日期相差 1 天，摘要相近，另有 1 种可能',
      ],
    ]);
    expect(told.slice(4)).toEqual([
      ['停车费=记-4', '低40', '金额相同，日期相差 1 天，户名不同，请核对，摘要相近，另有 1 种可能'],
    ]);
  });

  test('match nothing by themselves, and are read by everybody with a duty', async () => {
    expect(await matched()).toEqual([]);
    const auditor = await t.as('auditor.001');
    const { body } = await auditor.get(`${book}/${JANUARY}/suggestions?limit=2`).expect(200);
    expect((body as { items: unknown[]; nextCursor: string }).items).toHaveLength(2);
    const { nextCursor } = body as { nextCursor: string };
    const rest = await auditor.get(
      `${book}/${JANUARY}/suggestions?limit=500&cursor=${encodeURIComponent(nextCursor)}`,
    );
    expect((rest.body as { items: unknown[] }).items).toHaveLength(3);
  });

  test('are taken away as a table', async () => {
    const { bytes } = await bytesOf(accountant.get(`${book}/${JANUARY}/suggestions?format=csv`));
    expect(bytes.toString('utf8').split('\n')[0]).toBe(
      '\uFEFF银行账户,可信度,金额,银行流水,账上分录,理由,其他可能',
    );
    expect(bytes.toString('utf8')).toContain('2026-01-07 600.60 租金合计');
  });

  test('are confirmed as they are told; the reasons stay with the match; undone, they are told again', async () => {
    const rent = await rentSuggestion();
    const { body } = await accountant
      .post(`${book}/${JANUARY}/match`, { groups: [groupOf(rent)] })
      .expect(200);
    expect(body).toMatchObject({
      accounts: [{ matched: [{ bankLines: [{}], bookLines: [{}, {}, {}] }] }],
    });
    const [match] = await matched();
    expect(match).toMatchObject({
      automatic: false,
      reason: '会计甲人工核销：银行 1 笔与账上 3 笔合计相等，日期相差 2 天，户名相同',
    });
    expect((await suggestions()).map(({ key }) => key)).not.toContain(rent.key);
    await accountant.delete(`${book}/${JANUARY}/matches/${match!.id}`).expect(200);
    expect((await suggestions()).map(({ key }) => key)).toContain(rent.key);
  });

  test('of an unknown book, month or parameter are refused', async () => {
    const other = book.replace('/books/1', '/books/9');
    expect((await accountant.get(`${other}/${JANUARY}/suggestions`)).body).toMatchObject({
      type: '/problems/not-found',
    });
    expect(
      (await accountant.get(`${book}/reconciliations/2026-13/suggestions`)).body,
    ).toMatchObject({ type: '/problems/month-malformed' });
    expect((await accountant.get(`${book}/${JANUARY}/suggestions?days=3`)).status).toBe(400);
  });
});

describe('what is matched', () => {
  const lineOf = (table: string, match: string): string =>
    `DELETE FROM ${table} WHERE match_id = '${match}'`;

  test('loses no single line: a match goes as a whole', async () => {
    const rent = await rentSuggestion();
    await accountant.post(`${book}/${JANUARY}/match`, { groups: [groupOf(rent)] }).expect(200);
    const [match] = await matched();
    for (const table of ['bank_match_bank_line', 'bank_match_book_line']) {
      expect(await owner.tries(lineOf(table, match!.id))).toBe('record-immutable');
    }
    for (const table of ['bank_match', 'bank_match_bank_line', 'bank_match_book_line']) {
      expect(await owner.tries(`TRUNCATE ${table} CASCADE`)).toBe('record-immutable');
    }
    await accountant.delete(`${book}/${JANUARY}/matches/${match!.id}`).expect(200);
    expect(await matched()).toEqual([]);
  });

  test('stands still once the month is reported, by the service and in the database', async () => {
    const rent = await rentSuggestion();
    await accountant.post(`${book}/${JANUARY}/match`, { groups: [groupOf(rent)] }).expect(200);
    const [match] = await matched();
    const left = await suggestions();
    await owner.rows('ALTER TABLE accounting_month DISABLE TRIGGER USER');
    await owner.rows(`UPDATE accounting_month SET state = 'reported' WHERE month = '2026-01'`);
    await owner.rows('ALTER TABLE accounting_month ENABLE TRIGGER USER');
    const closed = { type: '/problems/month-not-open', month: '2026-01' };
    const undo = await accountant.delete(`${book}/${JANUARY}/matches/${match!.id}`);
    expect(undo.body).toMatchObject(closed);
    const more = await accountant.post(`${book}/${JANUARY}/match`, {
      groups: [groupOf(left[0]!)],
    });
    expect(more.body).toMatchObject(closed);
    expect(await owner.tries(`DELETE FROM bank_match WHERE id = '${match!.id}'`)).toBe(
      'month-not-open',
    );
    const [line] = left[0]!.bankLines;
    expect(
      await owner.tries(
        `INSERT INTO bank_match_bank_line VALUES ('${HERE}', 1, '${line!.bankLineId}', '${match!.id}')`,
      ),
    ).toBe('month-not-open');
    expect((await matched()).map(({ id }) => id)).toEqual([match!.id]);
  });
});
