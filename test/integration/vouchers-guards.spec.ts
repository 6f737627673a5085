import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { acting, attack, inserting, type Attacker, type Statement } from '../support/attacker.js';

const HERE = '511602002001';
const BASE = `/api/v1/communities/${HERE}`;
const OF_BOOK = { community_code: HERE, book_no: 1 };

let t: TestApp;
/** The service's own login, as the accountant, and the owner of the tables. */
let service: Attacker;
let owner: Attacker;
const ids: Record<string, string> = {};
const [posted, lastYears] = [randomUUID(), randomUUID()];

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await t.community(HERE);
  for (const name of ['accountant', 'reviewer', 'director', 'secretary']) {
    const { body } = await (await t.as(`${name}.001`)).get('/api/v1/me').expect(200);
    ids[name] = (body as { id: string }).id;
  }
  await (
    await t.as('accountant.001')
  )
    .post(`${BASE}/books`, {
      kind: 'collective',
      standard: 'rural-collective-2023',
      name: '集体资产账',
      openedOn: '2025-12-01',
    })
    .expect(201);
  service = await attack(t.serviceUrl, HERE, ids['accountant']);
  owner = await attack(t.ownerUrl, HERE, ids['accountant']);
  for (const who of [service, owner]) {
    await who.rows(`SELECT set_config('gongzhang.now', '2026-02-10T01:00:00Z', false)`);
  }
  await owner.rows(...posting({ id: lastYears, date: '2025-12-05' }));
  await owner.rows(...posting({ id: posted }));
});

afterAll(async () => {
  await service.end();
  await owner.end();
  await t.close();
});

/** A voucher of rent, of one amount, past the doors that ask for a draft or a document. */
function posting(
  changes: Readonly<Record<string, unknown>> = {},
  amount = '10.00',
  summary = '租金',
): [string, unknown[]] {
  const voucher = {
    id: randomUUID(),
    bookNo: 1,
    date: '2026-01-05',
    word: '记',
    attachmentCount: 1,
    sourceKind: 'manual',
    makerId: ids['accountant'],
    makerName: '会计甲',
    reviewerId: ids['reviewer'],
    reviewerName: '审核乙',
    lines: [
      { summary, accountCode: '102', debit: amount },
      { summary, accountCode: '501', credit: amount },
    ],
    ...changes,
  };
  return ['SELECT * FROM enter_vouchers($1, $2)', [HERE, JSON.stringify([voucher])]];
}

describe('dimensions', () => {
  const dimension = (code: string, builtIn = false): Statement =>
    inserting('dimension', { ...OF_BOOK, code, name: '项目', built_in: builtIn });
  const item = (dimensionCode: string, code = 'P1'): Statement =>
    inserting('dimension_item', {
      ...OF_BOOK,
      dimension_code: dimensionCode,
      code,
      name: '屋顶',
    });
  const asked = (account: string, code: string): Statement =>
    inserting('account_dimension', {
      ...OF_BOOK,
      account_code: account,
      dimension_code: code,
    });

  test.each<[string, string, Statement[]]>([
    ['one of the book’s own', 'accepted', [dimension('project')]],
    ['the same twice', 'dimension_exists', [dimension('project'), dimension('project')]],
    [
      'one that claims to come with the book',
      'dimension_is_built_in',
      [dimension('project', true)],
    ],
    ['one that comes with the book', 'dimension_exists', [dimension('fund', true)]],
    ['an item', 'accepted', [dimension('project'), item('project')]],
    [
      'an item twice',
      'dimension_item_exists',
      [dimension('project'), item('project'), item('project')],
    ],
    ['an item of no dimension', 'dimension_unknown', [item('project')]],
    ['an item of the funds', 'built_in_dimension_has_no_items', [item('fund')]],
    ['an account that asks for it', 'accepted', [dimension('project'), asked('513', 'project')]],
    ['an account that asks for nothing there', 'dimension_unknown', [asked('513', 'project')]],
    ['an account of expense that asks for a fund', 'accepted', [asked('513', 'fund')]],
    ['an account of money that asks for a fund', 'fund-on-money-line', [asked('102', 'fund')]],
  ])('%s: %s', async (_, said, attempts) => {
    expect(await service.probes(...attempts)).toBe(said);
  });
});

describe('templates', () => {
  const template = (fields: Readonly<Record<string, unknown>> = {}): Statement =>
    inserting('voucher_template', {
      ...OF_BOOK,
      id: randomUUID(),
      name: '每月电费',
      lines: '[{}, {}]',
      ...fields,
    });
  const made = inserting('recurring_voucher', {
    ...OF_BOOK,
    template_id: posted,
    month: '2026-01',
    voucher_id: posted,
  });

  test('bear a name of their own', async () => {
    expect(await service.probes(template(), template({ name: '每月水费' }))).toBe('accepted');
    expect(await service.probes(template(), template())).toBe('voucher_template_exists');
  });

  test.each([
    [{ due_day: 5, due_from: '2026-01' }, 'accepted'],
    [{ due_day: 5, due_from: '2026-01', due_through: '2026-01' }, 'accepted'],
    [{ due_day: 5, due_from: '2026-02', due_through: '2026-01' }, 'schedule_is_whole'],
    [{ due_day: 5 }, 'schedule_is_whole'],
    [{ due_from: '2026-01' }, 'schedule_is_whole'],
    [{ due_through: '2026-01' }, 'schedule_is_whole'],
  ])('%j: %s', async (fields, said) => {
    expect(await service.probes(template(fields))).toBe(said);
  });

  test('make a month’s voucher once', async () => {
    expect(await service.probes(made)).toBe('accepted');
    expect(await service.probes(made, made)).toBe('recurring_voucher_made');
  });
});

describe('posting rules', () => {
  const decision = (kind: string): Statement =>
    inserting('posting_rule_decision', {
      ...OF_BOOK,
      kind,
      seq: 9,
      version: 1,
      enabled: false,
      reason: '停用',
      decided_by_name: '',
      decided_at: '2026-02-10',
    });

  test('are allowed and stopped by the heads of the community, and only those there are', async () => {
    const asDirector = acting(ids['director'] ?? '');
    expect(await service.probes(asDirector, decision('payment'))).toBe('accepted');
    expect(await service.probes(asDirector, decision('manual'))).toBe('posting-rule-unknown');
    expect(await service.probes(decision('payment'))).toBe('forbidden');
    const off = 'ALTER TABLE posting_rule_decision DISABLE TRIGGER decisions_are_the_heads';
    expect(await owner.probes(off, decision('manual'))).toBe('posting_rule_unknown');
    expect(await owner.probes(off, decision('payment'))).toBe('accepted');
  });

  test('stand behind every voucher that nobody reviewed', async () => {
    const source = (reviewed: boolean): Statement =>
      inserting('voucher_source', { kind: 'novel', name: '新', needs_reviewer: reviewed });
    const novel = posting({ sourceKind: 'novel' });
    expect(await owner.probes(source(false), novel)).toBe('posting-rule-unknown');
    expect(await owner.probes(source(true), novel)).toBe('accepted');
    const forged = (version: number | null): Statement => [
      'INSERT INTO voucher SELECT (jsonb_populate_record(x, $1)).* FROM voucher x WHERE id = $2',
      [{ id: randomUUID(), seq: 99, no: 99, rule_version: version }, posted],
    ];
    expect(await owner.probes(forged(1))).toBe('posting-rule-unknown');
    expect(await owner.probes(forged(null))).toBe('voucher-incomplete');
  });
});

describe('corrections', () => {
  const reversal = (): Statement =>
    posting(
      { sourceKind: 'reversal', reversesId: posted, reviewerId: null, reviewerName: null },
      '-10.00',
      '注销1月5日记字第1号凭证',
    );
  const difference = (): Statement =>
    posting({ sourceKind: 'difference', correctsId: posted }, '-3.00', '订正1月5日记字第1号凭证');
  const again = (): Statement =>
    posting({ sourceKind: 'correction', correctsId: posted }, '7.00', '订正1月5日记字第1号凭证');

  test('a voucher whose differences stand is not taken back under them', async () => {
    expect(await owner.probes(difference())).toBe('accepted');
    expect(await owner.probes(reversal(), again())).toBe('accepted');
    expect(await owner.probes(difference(), reversal())).toBe('voucher-has-differences');
  });

  test('a voucher of last year is put right as one of last year', async () => {
    const late = (sourceKind: string): Statement =>
      posting({ sourceKind, correctsId: lastYears }, '3.00', '订正2025年12月5日记字第1号凭证');
    expect(await owner.probes(late('correction'))).toBe('correction-of-earlier-year');
    expect(await owner.probes(late('difference'))).toBe('correction-of-earlier-year');
    expect(await owner.probes(late('prior-year'))).toBe('accepted');
  });
});

describe('custom statements', () => {
  const statement = (version: number, lines: object[] = [{ no: 1 }]): Statement =>
    inserting('custom_statement', {
      ...OF_BOOK,
      code: 'rents',
      version,
      title: '租金表',
      columns: 'flow',
      lines: JSON.stringify(lines),
      made_by: ids['accountant'],
      made_by_name: '会计甲',
    });

  test.each<[string, string, Parameters<typeof statement>[]]>([
    ['versions in a row', 'accepted', [[1], [2]]],
    ['a version twice', 'custom-statement-changed-meanwhile', [[1], [1]]],
    ['a version left out', 'custom-statement-changed-meanwhile', [[1], [3]]],
    ['no line', 'custom_statement_has_lines', [[1, []]]],
    ['300 lines', 'accepted', [[1, new Array<object>(300).fill({})]]],
    ['301 lines', 'custom_statement_has_lines', [[1, new Array<object>(301).fill({})]]],
    ['an account of the book', 'accepted', [[1, [{ sources: [{ account: '501' }] }]]]],
    [
      'an account of another standard',
      'account-unknown',
      [[1, [{ sources: [{ account: '5001' }] }]]],
    ],
  ])('%s: %s', async (_, said, attempts) => {
    expect(await service.probes(...attempts.map((attempt) => statement(...attempt)))).toBe(said);
  });
});
