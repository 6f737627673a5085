import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FilingData } from '../../src/filings/domain/filing-data.js';
import { ask, firstFileOf, testWith } from '../integration/pdf-tools.js';
import {
  CODE,
  digest,
  ELSEWHERE,
  type Filers,
  NEIGHBOUR,
  SIGNERS,
  startFilers,
} from './filings.fixture.js';

let filers: Filers;

beforeAll(async () => {
  filers = await startFilers([CODE, NEIGHBOUR, ELSEWHERE[0]]);
}, 60_000);

afterAll(async () => {
  await filers.t.close();
});

describe('a quarter is filed with the street', () => {
  let first: string;
  let second: string;

  test('only when all three months are published', async () => {
    const early = await filers.post('accountant.002', `communities/${NEIGHBOUR}/filings`, {
      quarter: '2026-Q1',
    });
    expect(early.body).toMatchObject({
      type: '/problems/filing-month-not-published',
      status: 409,
      month: '2026-03',
    });
    const wrong = await filers.post('accountant.001', `communities/${CODE}/filings`, {
      quarter: '2026-Q5',
    });
    expect(wrong.body).toMatchObject({ status: 400, type: '/problems/validation-failed' });
  });

  test('once, also when two compile at the same moment', async () => {
    const body = { quarter: '2026-Q1', problems: '电梯大修资金尚缺口。', plans: ['招租。'] };
    const both = await Promise.all(
      [1, 2].map(() => filers.post('accountant.001', `communities/${CODE}/filings`, body)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const [made, refused] = both.sort((a, b) => a.status - b.status);
    expect(refused?.body).toMatchObject({ type: '/problems/filing-already-live', version: 1 });
    first = (made?.body as { id: string }).id;
    expect(made?.body).toMatchObject({
      version: 1,
      documentNumber: '示范社区集报〔2026〕1号',
      dueOn: '2026-04-15',
    });
  });

  test('with the figures of the frozen reports', async () => {
    const { body } = await filers.get('accountant.001', `filings/${first}/data`);
    const data = body as FilingData;
    expect(data.totals).toEqual({
      opening: '1000.00',
      income: '550.50',
      expenditure: '550.50',
      closing: '1000.00',
      pettyCash: '0.00',
    });
    expect(data.books[0]?.statements.map(({ title }) => title)).toEqual([
      '资产负债表',
      '收益及收益分配表',
    ]);
    expect(data.months.map(({ meeting, notice }) => [meeting.approve, notice.days])).toEqual([
      [3, 15],
      [3, 15],
      [3, 15],
    ]);
    expect(data.problems.at(-1)).toBe('电梯大修资金尚缺口。');
  });

  test('signed by four people in four duties before it can be submitted', async () => {
    const early = await filers.post('secretary.001', `filings/${first}/submit`);
    expect(early.body).toMatchObject({
      type: '/problems/filing-signature-missing',
      missing: '会计、居委会主任、社区党委书记、居务监督委员会委员',
    });
    for (const role of SIGNERS) await filers.post(`${role}.001`, `filings/${first}/sign`);
    const again = await filers.post('supervisor-b.001', `filings/${first}/sign`);
    expect(again.body).toMatchObject({ type: '/problems/filing-step-unknown', status: 409 });
    const { body } = await filers.get('auditor.001', `filings/${first}`);
    expect(body).toMatchObject({ state: 'signed' });
    expect((body as { signatures: { role: string; name: string }[] }).signatures).toMatchObject([
      { role: 'accountant', name: '会计甲' },
      { role: 'director', name: '主任丁' },
      { role: 'party-secretary', name: '书记戊' },
      { role: 'supervisor', name: '监督委员己' },
    ]);
  });

  test('as bytes that stay what they were', async () => {
    const key = { 'Idempotency-Key': 'submit-once' };
    const secretary = await filers.t.as('secretary.001');
    const done = await secretary.post(`/api/v1/filings/${first}/submit`, {}, key);
    expect(done.body).toMatchObject({ state: 'submitted' });
    const again = await secretary.post(`/api/v1/filings/${first}/submit`, {}, key);
    expect(again.headers['idempotency-hit']).toBe('true');
    const { pdfSha256, dataSha256 } = done.body as Record<string, string>;
    const pdf = await filers.file('street.001', `filings/${first}/pdf`);
    expect(digest(pdf)).toBe(pdfSha256);
    expect(digest(await filers.file('street.001', `filings/${first}/data`))).toBe(dataSha256);
    await filers.post('street.001', `filings/${first}/return`, { reasons: '请补充资产情况说明。' });
    expect(await filers.file('street.001', `filings/${first}/pdf`)).toEqual(pdf);
  });

  test('returned with reasons, and filed again as version 2 while version 1 stays', async () => {
    second = await filers.submitted(CODE);
    const { body } = await filers.get('director.001', `communities/${CODE}/filings`);
    expect((body as { items: object[] }).items).toMatchObject([
      { id: second, version: 2, state: 'submitted', supersedesId: first, reasons: null },
      { id: first, version: 1, state: 'returned', reasons: '请补充资产情况说明。' },
    ]);
  });

  test('and put on file under the street’s number, with a receipt', async () => {
    const early = await filers.get('director.001', `filings/${second}/receipt`);
    expect(early.body).toMatchObject({ type: '/problems/filing-not-accepted', status: 409 });
    const done = await filers.post('street.001', `filings/${second}/accept`, {
      opinion: '同意备案。',
    });
    expect(done.body).toMatchObject({
      state: 'accepted',
      number: '北辰街道备〔2026〕0001号',
      acceptedBy: '街道经办壬',
    });
    const { body } = await filers.get('director.001', `filings/${second}/receipt`);
    expect(body).toMatchObject({
      number: '北辰街道备〔2026〕0001号',
      version: 2,
      opinion: '同意备案。',
      pdfSha256: (done.body as { pdfSha256: string }).pdfSha256,
    });
    const receipt = await filers.file('director.001', `filings/${second}/receipt?format=pdf`);
    expect(receipt.subarray(0, 5).toString()).toBe('%PDF-');
    const late = await filers.post('street.001', `filings/${second}/return`, { reasons: '迟了' });
    expect(late.body).toMatchObject({ type: '/problems/filing-step-unknown', status: 409 });
  });

  testWith('pdftotext', 'its paper reads back with the figures of its data', async () => {
    const pdf = await filers.file('street.001', `filings/${second}/pdf`);
    const text = ask('pdftotext', ['-layout'], pdf).replaceAll(/[\s\u3000]+/g, '');
    const { body } = await filers.get('street.001', `filings/${second}/data`);
    const data = body as FilingData;
    expect(text).toContain('关于示范社区2026年第一季度集体经济收支情况的报告');
    expect(text).toContain('北辰街道党工委：');
    expect(text).toContain('收款合计550.50元（人民币伍佰伍拾元伍角整）');
    for (const { month, closing } of data.books[0]!.months) {
      expect(closing).toBe(
        { '2026-01': '1200.00', '2026-02': '1450.50', '2026-03': '1000.00' }[month],
      );
    }
    for (const printed of ['1,200.00', '1,450.50', '1,000.00', '书记戊', '监督委员己']) {
      expect(text).toContain(printed);
    }
    expect(text.replaceAll('-', '')).toContain(data.code);
    expect(text).toContain(data.books[0]!.chain.head.slice(0, 40));
  });

  testWith('pdfdetach', 'its paper carries its data, byte for byte', async () => {
    const pdf = await filers.file('street.001', `filings/${second}/pdf`);
    expect(firstFileOf(pdf)).toEqual(await filers.file('street.001', `filings/${second}/data`));
  });
});

describe('a draft', () => {
  test('is read as a draft, withdrawn before it is submitted, and compiled anew', async () => {
    const id = await filers.compiled(ELSEWHERE[0]);
    const draft = await filers.file('supervisor-a.003', `filings/${id}/pdf`);
    expect(draft.subarray(0, 5).toString()).toBe('%PDF-');
    const gone = await filers.post('director.003', `filings/${id}/withdraw`, {
      reason: '文字有误',
    });
    expect(gone.body).toMatchObject({ state: 'withdrawn', reasons: '文字有误' });
    const next = await filers.submitted(ELSEWHERE[0]);
    const late = await filers.post('director.003', `filings/${next}/withdraw`, {
      reason: '又改主意',
    });
    expect(late.body).toMatchObject({ type: '/problems/filing-step-unknown', status: 409 });
    const { body } = await filers.get('director.003', `filings/${next}`);
    expect(body).toMatchObject({ version: 2, supersedesId: id });
  });
});
