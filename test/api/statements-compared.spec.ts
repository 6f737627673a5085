import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { bytesOf } from '../support/file-answer.js';
import { collectiveStory, COMMUNITY } from '../support/ledger-story.js';

const BOOK = `/api/v1/communities/${COMMUNITY}/books/1`;

let t: TestApp;
let supervisor: Client;

beforeAll(async () => {
  t = await startTestApp('2026-03-20T09:00:00+08:00');
  await collectiveStory(t);
  supervisor = await t.as('supervisor-a.001');
});

afterAll(async () => {
  await t.close();
});

interface Row {
  readonly [column: string]: string | null;
}

describe('statements', () => {
  test('of a period stand beside the same period of the year before, where it has books', async () => {
    type Compared = { comparedWith: string | null; rows: Row[] };
    const december = (
      await supervisor.get(`${BOOK}/statements/income?month=2026-12&comparative=true`).expect(200)
    ).body as Compared;
    expect(december.comparedWith).toBe('2025-12');
    const earned = december.rows.find(({ label }) => label === '一、经营收入');
    expect([earned?.yearToDate, earned?.priorYear]).toEqual(['500.00', '300.00']);
    const annual = await bytesOf(
      supervisor.get(`${BOOK}/statements/income?month=2026-12&comparative=true&format=csv`),
    );
    expect(annual.bytes.toString('utf8').split('\n').slice(0, 2)).toEqual([
      '\uFEFF项目,行次,本年累计金额,上年金额',
      '一、经营收入,1,500.00,300.00',
    ]);
    const early = (
      await supervisor.get(`${BOOK}/statements/income?month=2026-02&comparative=true`).expect(200)
    ).body as Compared;
    expect(early.comparedWith).toBeNull();
    expect(early.rows.some((row) => 'priorYear' in row)).toBe(false);
    const plain = await supervisor.get(`${BOOK}/statements/income?month=2026-02`).expect(200);
    expect(plain.body).not.toHaveProperty('comparedWith');
    const unclear = await supervisor.get(`${BOOK}/statements/income?month=2026-02&comparative=1`);
    expect(unclear.body).toMatchObject({ status: 400, errors: [{ pointer: '/comparative' }] });
  });

  test('detail income and expense by sub-account and agree with the statement of income', async () => {
    const { body } = await supervisor
      .get(`${BOOK}/statements/income-detail?month=2025-12`)
      .expect(200);
    const { rows, checks } = body as { rows: Row[]; checks: { name: string; holds: boolean }[] };
    const of = (label: string) => {
      const row = rows.find((candidate) => candidate.label === label);
      return [row?.month, row?.yearToDate];
    };
    expect(of('门面租金')).toEqual(['300.00', '300.00']);
    expect(of('办公费')).toEqual(['120.50', '120.50']);
    expect(of('三、收支结余')).toEqual(['179.50', '179.50']);
    expect(checks).toEqual([
      expect.objectContaining({ name: '收支结余＝收益及收益分配表行13', holds: true }),
      expect.objectContaining({ name: '收支结余＝收益及收益分配表行13', holds: true }),
    ]);
  });
});
