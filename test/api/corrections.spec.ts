import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { BOOK, CODE, voucherBook, type Line, type VoucherBook } from './vouchers.fixture.js';

let t: TestApp;
let book: VoucherBook;
let accountant: Client;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  book = await voucherBook(t, {
    kind: 'company',
    standard: 'small-enterprise-2011',
    openedOn: '2025-12-01',
  });
  accountant = book.accountant;
});

afterAll(async () => {
  await book.service.end();
  await t.close();
});

const cost = (amount: string, code = '5602'): Line[] => [
  { summary: '买纸', accountCode: code, debit: amount },
  { summary: '买纸', accountCode: '1002', credit: amount },
];

interface Shown {
  readonly status: string;
  readonly sourceKind: string;
  readonly reversedById: string | null;
  readonly correctsId: string | null;
  readonly correctedByIds: string[];
  readonly lines: {
    summary: string;
    accountCode: string;
    debit: string | null;
    credit: string | null;
  }[];
}

const shown = async (id: string): Promise<Shown> =>
  (await accountant.get(`${BOOK}/vouchers/${id}`).expect(200)).body as Shown;

async function pass(id: string): Promise<void> {
  await book.reviewer.post(`${BOOK}/vouchers/${id}/review`).expect(200);
  await accountant.post(`${BOOK}/vouchers/${id}/post`).expect(200);
}

const act = (id: string, what: string, lines: object[], date = '2026-02-03') =>
  accountant.post(`${BOOK}/vouchers/${id}/${what}`, { date, reason: '记错', lines });

async function balanceOf(accountCode: string): Promise<string> {
  const { body } = await accountant.get(`${BOOK}/trial-balance?month=2026-02`).expect(200);
  const { rows } = body as { rows: { accountCode: string; closingDebit: string }[] };
  return rows.find((row) => row.accountCode === accountCode)?.closingDebit ?? '0.00';
}

describe('an account that was wrong (会计基础工作规范 第五十一条(五))', () => {
  test('is cancelled in red at once and entered anew in blue after its review, both naming the original', async () => {
    const { id, no } = await book.posted(cost('30.00', '5601'));
    const { body } = await act(id, 'correct', cost('30.00')).expect(201);
    const step = body as { id: string; status: string; reversalId: string };
    expect(step.status).toBe('drafted');
    const red = await shown(step.reversalId);
    expect(red).toMatchObject({
      status: 'posted',
      lines: [{ summary: `注销1月5日记字第${no}号凭证`, debit: '-30.00' }, { credit: '-30.00' }],
    });
    expect(await shown(step.id)).toMatchObject({
      status: 'drafted',
      sourceKind: 'correction',
      correctsId: id,
      lines: [{ summary: `订正1月5日记字第${no}号凭证：买纸`, accountCode: '5602' }, {}],
    });
    await pass(step.id);
    expect(await shown(id)).toMatchObject({
      status: 'reversed',
      reversedById: step.reversalId,
      correctedByIds: [step.id],
    });
    expect([await balanceOf('5601'), await balanceOf('5602')]).toEqual(['0.00', '30.00']);
    const again = await act(id, 'correct', cost('30.00'));
    expect(again.body).toMatchObject({ type: '/problems/voucher-corrected-already', status: 409 });
  });

  test('an edit of the re-entry keeps its wording, and a second one waits for the first', async () => {
    const { id, no } = await book.posted(cost('3.00', '5601'));
    const { body } = await act(id, 'correct', cost('3.00')).expect(201);
    const draftId = (body as { id: string }).id;
    const second = await act(id, 'correct', cost('3.00'));
    expect(second.body).toMatchObject({ type: '/problems/correction-pending', status: 409 });
    await accountant
      .put(`${BOOK}/vouchers/${draftId}`, {
        date: '2026-02-04',
        attachmentCount: 0,
        lines: cost('3.00'),
      })
      .expect(200);
    expect(await shown(draftId)).toMatchObject({
      correctsId: id,
      lines: [{ summary: `订正1月5日记字第${no}号凭证：买纸` }, {}],
    });
    await accountant.delete(`${BOOK}/vouchers/${draftId}`).expect(204);
    const anew = await act(id, 'correct', cost('3.00')).expect(201);
    expect(anew.body).toMatchObject({ reversalId: null });
    await pass((anew.body as { id: string }).id);
  });

  test('a re-entry past the service needs the red letter, the wording and its original', async () => {
    const { id, no } = await book.posted(cost('4.00'));
    const entry: Line[] = [
      { ...cost('4.00')[0]!, summary: `订正1月5日记字第${no}号凭证` },
      { ...cost('4.00')[1]!, summary: `订正1月5日记字第${no}号凭证`, cashFlowItem: '6' },
    ];
    const correction = { sourceKind: 'correction', correctsId: id, attachmentCount: 0 };
    expect(await book.past(entry, correction)).toBe('correction-not-allowed');
    await accountant.post(`${BOOK}/vouchers/${id}/reverse`, { date: '2026-02-01', reason: '错' });
    const plain = entry.map((line) => ({ ...line, summary: '买纸' }));
    expect(await book.past(plain, correction)).toBe('correction-wording-missing');
    expect(await book.past(entry, { ...correction, correctsId: null })).toBe(
      'correction_names_its_voucher',
    );
    expect(await book.past(entry, { sourceKind: 'manual', correctsId: id })).toBe(
      'correction-not-allowed',
    );
    expect(await book.past(entry, correction)).toBe(1);
    expect(await book.past(entry, correction)).toBe('voucher_corrected_already');
  });
});

describe('an amount that was wrong', () => {
  test('is adjusted by its difference: more in blue, less in red, on the same side', async () => {
    const { id, no } = await book.posted(cost('100.00', '5711'));
    const { body } = await act(id, 'adjust', [
      { lineNo: 1, amount: '90.00' },
      { lineNo: 2, amount: '90.00' },
    ]).expect(201);
    const { id: less } = body as { id: string };
    expect(await shown(less)).toMatchObject({
      sourceKind: 'difference',
      correctsId: id,
      lines: [
        { summary: `订正1月5日记字第${no}号凭证：买纸`, debit: '-10.00' },
        { accountCode: '1002', credit: '-10.00' },
      ],
    });
    const edit = await accountant.put(`${BOOK}/vouchers/${less}`, {
      date: '2026-02-04',
      attachmentCount: 0,
      lines: cost('1.00'),
    });
    expect(edit.body).toMatchObject({ type: '/problems/correction-not-editable' });
    await pass(less);
    const more = await act(id, 'adjust', [
      { lineNo: 1, amount: '95.50' },
      { lineNo: 2, amount: '95.50' },
    ]).expect(201);
    const { id: moreId } = more.body as { id: string };
    expect(await shown(moreId)).toMatchObject({ lines: [{ debit: '5.50' }, { credit: '5.50' }] });
    await pass(moreId);
    expect(await balanceOf('5711')).toBe('95.50');
    expect(await shown(id)).toMatchObject({ status: 'posted', correctedByIds: [less, moreId] });
  });

  test('that does not balance, or of a line that is not there, is refused', async () => {
    const { id } = await book.posted(cost('10.00'));
    const uneven = await act(id, 'adjust', [
      { lineNo: 1, amount: '9.00' },
      { lineNo: 2, amount: '8.00' },
    ]);
    expect(uneven.body).toMatchObject({ type: '/problems/voucher-unbalanced', status: 422 });
    const stray = await act(id, 'adjust', [{ lineNo: 3, amount: '9.00' }]);
    expect(stray.body).toMatchObject({
      type: '/problems/difference-not-exact',
      errors: [{ pointer: '/lines/0/lineNo' }],
    });
  });

  test('past the service: no other account, no line below zero, no original that is cancelled', async () => {
    const { id, no } = await book.posted(cost('10.00'));
    const by = (amount: string, code = '5602'): Line[] =>
      cost(amount, code).map((line) => ({
        ...line,
        summary: `订正1月5日记字第${no}号凭证`,
        ...(line.accountCode === '1002' ? { cashFlowItem: '6' } : {}),
      }));
    const difference = { sourceKind: 'difference', correctsId: id, attachmentCount: 0 };
    expect(await book.past(by('-10.01'), difference)).toBe('difference-not-exact');
    expect(await book.past(by('1.00', '5601'), difference)).toBe('difference-not-exact');
    expect(await book.past(by('-10.00'), difference)).toBe(1);
    expect(await book.past(by('-0.01'), difference)).toBe('difference-not-exact');
    const reverse = { date: '2026-02-01', reason: '错' };
    const whole = await accountant.post(`${BOOK}/vouchers/${id}/reverse`, reverse);
    expect(whole.body).toMatchObject({ type: '/problems/voucher-has-differences', status: 409 });
    const [differenceId = ''] = (await shown(id)).correctedByIds;
    await accountant.post(`${BOOK}/vouchers/${differenceId}/reverse`, reverse).expect(201);
    await accountant.post(`${BOOK}/vouchers/${id}/reverse`, reverse).expect(201);
    expect(await book.past(by('-1.00'), difference)).toBe('correction-not-allowed');
  });
});

describe('an error of an earlier year', () => {
  test('is put right in blue, with the year in its wording, never in red', async () => {
    const { id, no } = await book.posted(cost('8.00'), { date: '2025-12-05' });
    const red = await act(id, 'correct', cost('8.00'));
    expect(red.body).toMatchObject({ type: '/problems/correction-of-earlier-year', status: 422 });
    const blue: Line[] = [
      { summary: '上年多记办公费', accountCode: '1221', debit: '8.00' },
      { summary: '上年多记办公费', accountCode: '5301', credit: '8.00' },
    ];
    const { body } = await act(id, 'correct-prior-year', blue).expect(201);
    const { id: made } = body as { id: string };
    await pass(made);
    expect(await shown(made)).toMatchObject({
      sourceKind: 'prior-year',
      correctsId: id,
      lines: [{ summary: `订正2025年12月5日记字第${no}号凭证：上年多记办公费` }, {}],
    });
    const late = await book.posted(cost('1.00'));
    const early = await act(late.id, 'correct-prior-year', blue);
    expect(early.body).toMatchObject({ type: '/problems/correction-of-this-year' });
    const past = { sourceKind: 'prior-year', correctsId: late.id, attachmentCount: 0 };
    expect(await book.past(blue, past)).toBe('correction-of-this-year');
  });

  test('everything recomputes from line one', async () => {
    const auditor = await t.as('auditor.001');
    const { body } = await auditor.get(`/api/v1/communities/${CODE}/verification`);
    expect(body).toMatchObject({ clean: true });
  });
});
