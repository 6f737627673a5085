import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { attack, type Attacker } from '../support/attacker.js';
import {
  openTreasuryBooks,
  received,
  treasuryPeople,
  type TreasuryPeople,
} from '../support/treasury-books.js';

const CODE = '511602002001';

let t: TestApp;
let people: TreasuryPeople;
let book: string;
let service: Attacker;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  const { base } = await openTreasuryBooks(t, CODE);
  people = await treasuryPeople(t, CODE);
  book = `${base}/books/1`;
  const { body } = await people.cashier.get('/api/v1/me');
  service = await attack(t.serviceUrl, CODE, (body as { id: string }).id);
});

afterAll(async () => {
  await service.end();
  await t.close();
});

interface Rule {
  kind: string;
  version: number;
  enabled: boolean;
  entry: string;
  basis: string;
  decisions: { by: string; reason: string; enabled: boolean }[];
}

describe('posting rules (财会〔2024〕12号 第二十一条(一))', () => {
  test('every kind that posts without a reviewer has one, allowed by whoever opened the book', async () => {
    const { body } = await people.supervisor.get(`${book}/posting-rules`).expect(200);
    const rules = (body as { items: Rule[] }).items;
    const kinds = await service.rows<{ kind: string }>(
      'SELECT kind FROM voucher_source WHERE NOT needs_reviewer ORDER BY kind',
    );
    expect(rules.map(({ kind }) => kind)).toEqual(kinds.map(({ kind }) => kind));
    expect(rules.find(({ kind }) => kind === 'receipt')).toMatchObject({
      version: 1,
      enabled: true,
      decisions: [{ by: '会计甲', reason: '建账时启用', enabled: true }],
    });
    expect(rules.every(({ entry, basis }) => entry.length > 10 && basis.length > 4)).toBe(true);
  });

  test('a voucher keeps the version of its rule; what a person reviewed has none', async () => {
    const { voucher } = await received(people, book);
    const { body } = await people.accountant.get(`${book}/vouchers/${voucher.id}`).expect(200);
    expect(body).toMatchObject({ sourceKind: 'receipt', ruleVersion: 1, reviewer: null });
  });

  test('the director stops a rule: nothing more posts by it, and allows it again', async () => {
    const decide = (person: TreasuryPeople[keyof TreasuryPeople], enabled: boolean) =>
      person.put(`${book}/posting-rules/receipt`, { enabled, reason: '先查清收据' });
    expect((await decide(people.accountant, false)).body).toMatchObject({
      type: '/problems/forbidden',
    });
    await decide(people.director, false).expect(200);
    const receipt = {
      date: '2026-01-05',
      amount: '10.00',
      payer: '商户甲',
      item: '门面租金',
      incomeAccountCode: '501',
    };
    const refused = await people.cashier.post(`${book}/receipts`, receipt);
    expect(refused.body).toMatchObject({
      type: '/problems/posting-rule-disabled',
      status: 409,
      kind: 'receipt',
    });
    const forged = {
      id: '00000000-0000-4000-8000-000000000001',
      bookNo: 1,
      date: '2026-01-05',
      word: '记',
      attachmentCount: 1,
      sourceKind: 'receipt',
      sourceId: '00000000-0000-4000-8000-000000000002',
      makerId: (await service.rows<{ id: string }>('SELECT context_actor() AS id'))[0]?.id,
      makerName: '出纳丙',
      lines: [
        { summary: '租', accountCode: '10201', debit: '1.00' },
        { summary: '租', accountCode: '501', credit: '1.00' },
      ],
    };
    const past = (voucher: object) =>
      service.tries('SELECT * FROM post_vouchers($1, $2)', [CODE, JSON.stringify([voucher])]);
    expect(await past(forged)).toBe('posting-rule-disabled');
    await decide(people.secretary, true).expect(200);
    await people.cashier.post(`${book}/receipts`, receipt).expect(201);
    const { body } = await people.director.get(`${book}/posting-rules`);
    const rule = (body as { items: Rule[] }).items.find(({ kind }) => kind === 'receipt');
    expect(rule?.decisions.map(({ by, enabled }) => [by, enabled])).toEqual([
      ['书记戊', true],
      ['主任丁', false],
      ['会计甲', true],
    ]);
    const log = await people.director.get(
      `/api/v1/communities/${CODE}/audit-events?text=${encodeURIComponent('停用自动记账规则')}`,
    );
    expect((log.body as { items: { sentence: string }[] }).items[0]?.sentence).toBe(
      '第1账套停用自动记账规则“收款入账”第1版，理由：先查清收据',
    );
  });

  test('the cashier cannot decide past the service, and nobody rewrites a decision', async () => {
    const forge = `INSERT INTO posting_rule_decision (community_code, book_no, kind, seq, version, enabled, reason, decided_by_name, decided_at)
      VALUES ('${CODE}', 1, 'payment', 9, 1, false, '试', '主任丁', now())`;
    expect(await service.tries(forge)).toBe('forbidden');
    expect(await service.tries(`UPDATE posting_rule_decision SET enabled = false`)).toBe('42501');
    expect(await service.tries(`DELETE FROM posting_rule`)).toBe('42501');
  });
});

describe('the chief accountant (会计基础工作规范 第五十三条)', () => {
  test('is named by the director and shown with the book', async () => {
    const byClerk = await people.accountant.put(`${book}/settings`, { chiefAccountant: '会计甲' });
    expect(byClerk.body).toMatchObject({ type: '/problems/forbidden' });
    await people.director.put(`${book}/settings`, { chiefAccountant: '钱主管' }).expect(200);
    const { body } = await people.accountant.get(book).expect(200);
    expect(body).toMatchObject({ chiefAccountant: '钱主管', voucherWords: '记' });
    const wrong = await people.director.put(`${book}/settings`, { chiefAccountant: ' ' });
    expect(wrong.body).toMatchObject({
      type: '/problems/validation-failed',
      errors: [{ pointer: '/chiefAccountant' }],
    });
    const without = await people.director.put(`${book}/settings`, {}).expect(200);
    expect(without.body).toMatchObject({ chiefAccountant: null });
  });
});
