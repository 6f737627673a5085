import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ATTACKERS, attempt } from '../integration/oversight.fixture.js';
import { tamperer } from '../support/tampering.js';
import { submitted, treasuryPeople, type TreasuryPeople } from '../support/treasury-books.js';
import { neighbourhood, type Neighbourhood } from './oversight.fixture.js';

let n: Neighbourhood;
let people: TreasuryPeople;
let book: string;
let ladder: string;

beforeAll(async () => {
  n = await neighbourhood();
  people = await treasuryPeople(n.t, n.code);
  book = `${n.base}/books/1`;
  ladder = `${n.base}/approval-ladder`;
}, 60_000);

afterAll(async () => {
  await n.close();
});

const STEPS = [
  { above: '0', role: 'director' },
  { above: '500.00', role: 'party-secretary' },
  { above: '2000.00', role: 'supervisor' },
  { above: '9000.00', role: 'street-officer' },
];
const OWN = { steps: STEPS, resolutionAbove: '9000.00', resolutionNo: '示社居代〔2026〕3号' };

describe('the approval ladder of a community', () => {
  test('is that of all until the community adopts its own, by its party secretary', async () => {
    const { body } = await people.cashier.get(ladder).expect(200);
    expect(body).toMatchObject({
      version: 1,
      resolutionNo: null,
      resolutionAbove: '20000.00',
      windowDays: 30,
      steps: [
        { stepNo: 1, above: '0.00', role: 'director' },
        { above: '1000.00', role: 'party-secretary' },
        { above: '5000.00', role: 'supervisor' },
        { above: '20000.00', role: 'street-officer' },
      ],
    });
    expect((await people.director.put(ladder, OWN)).body).toMatchObject({
      type: '/problems/forbidden',
    });
  });

  test.each([
    ['without the street', STEPS.slice(0, 3)],
    ['without the director at the beginning', [STEPS[1], STEPS[0], ...STEPS.slice(2)]],
    [
      'with a director who signs only above an amount',
      [{ ...STEPS[0]!, above: '0.01' }, ...STEPS.slice(1)],
    ],
    [
      'with amounts that do not rise',
      [STEPS[0], { ...STEPS[1]!, above: '2000.00' }, ...STEPS.slice(2)],
    ],
  ])('is refused %s', async (_, steps) => {
    const { body } = await people.secretary.put(ladder, { ...OWN, steps });
    expect(body).toMatchObject({
      type: '/problems/ladder-steps-wrong',
      status: 422,
      errors: [{ pointer: '/steps' }],
    });
    expect((await people.cashier.get(ladder)).body).toMatchObject({ version: 1 });
  });

  test('weighs what is handed in from then on; what was handed in keeps its own', async () => {
    const before = await submitted(people, book, { payee: '甲行', amount: '900.00' });
    const { body } = await people.secretary.put(ladder, OWN).expect(200);
    expect(body).toMatchObject({ version: 2, adoptedOn: '2026-02-02', windowDays: 30 });
    const after = await submitted(people, book, { payee: '乙行', amount: '900.00' });
    const sign = async (id: string): Promise<object> => {
      const signed = await people.director
        .post(`${book}/payment-requests/${id}/approve`)
        .expect(200);
      return signed.body as object;
    };
    expect(await sign(before)).toMatchObject({ ladderVersion: 1, status: 'approved' });
    expect(await sign(after)).toMatchObject({
      ladderVersion: 2,
      status: 'submitted',
      nextRole: 'party-secretary',
    });
  });

  test('is kept by the database', async () => {
    for (const who of ATTACKERS) {
      const db = await attempt(n, who, 'secretary');
      const adopt = `INSERT INTO community_ladder (community_code, version, adopted_on, resolution_above, window_days, resolution_no, set_by,
        set_by_name) SELECT '${n.code}', 2, '2020-01-01', 100, 30, '无', id, '' FROM app_user WHERE username = 'secretary.001'`;
      const steps = (values: string): string =>
        `INSERT INTO community_ladder_step SELECT '${n.code}', (SELECT max(version) FROM community_ladder), s.* FROM (VALUES ${values}) s`;
      const whole = `(1, 0, 'director'), (2, 1, 'party-secretary'), (3, 2, 'supervisor'), (4, 3, 'street-officer')`;
      expect(await db.refusal(adopt)).toBe('ladder-steps-wrong');
      expect(await db.refusal(adopt, steps(whole))).toBe('accepted');
      expect(await db.refusal(adopt, steps(whole.replace('(4, 3', '(4, 2')))).toBe(
        'ladder-steps-wrong',
      );
      expect(await db.refusal(steps(`(5, 9, 'director')`))).toBe('ladder-steps-wrong');
      expect(await db.refusal(adopt.replace('100, 30', '0, 30'))).toBe('ladder_limit_not_positive');
      expect(await db.refusal(adopt.replace('100, 30', '100, 367'))).toBe('ladder_window_wrong');
      expect(await db.refusal(adopt.replace('100, 30', '0.01, 366'), steps(whole))).toBe(
        'accepted',
      );
      for (const change of [
        'UPDATE community_ladder_step SET above = 9',
        'DELETE FROM community_ladder_step',
      ]) {
        expect(await db.refusal(change)).toBe(
          who === 'service'
            ? 'permission denied for table community_ladder_step'
            : 'record-immutable',
        );
      }
      await db.end();
    }
  });
});

describe('the next ladder', () => {
  const adopt = `INSERT INTO community_ladder (community_code, version, adopted_on, resolution_above, window_days, resolution_no, set_by,
    set_by_name) SELECT '511602002001', 3, '2026-02-02', 100, 30, '示社居代〔2026〕5号', id, '' FROM app_user WHERE username = 'secretary.001'`;
  const steps = (version: number): string =>
    `INSERT INTO community_ladder_step SELECT '511602002001', ${version}, s.* FROM
     (VALUES (1, 0, 'director'), (2, 1, 'party-secretary'), (3, 2, 'supervisor'), (4, 3, 'street-officer')) s`;

  test.each(ATTACKERS)('comes after the last, whatever number the %s writes', async (who) => {
    const db = await attempt(n, who, 'secretary');
    expect(await db.refusal(adopt, steps(3), adopt, steps(4))).toBe('accepted');
    await db.end();
  });

  test('is adopted once; the key stands behind ladder_holds_from_today', async () => {
    const db = await attempt(n, 'owner', 'secretary');
    await db.given('ALTER TABLE community_ladder DISABLE TRIGGER ladder_holds_from_today');
    expect(await db.refusal(adopt, steps(3))).toBe('accepted');
    expect(await db.refusal(adopt, steps(3), adopt)).toBe('ladder_adopted_already');
    await db.end();
  });
});

describe('a draft of a request', () => {
  const asked = (fields: object = {}) => ({
    purpose: '路灯',
    payee: '丙行',
    amount: '300.00',
    expenseAccountCode: '513',
    handledBy: '社区经办员',
    ...fields,
  });
  let draft = '';

  test('is said anew by its requester, and by nobody else', async () => {
    const { body } = await people.accountant.post(`${book}/payment-requests`, asked()).expect(201);
    draft = `${book}/payment-requests/${(body as { id: string }).id}`;
    const more = asked({ amount: '9500.00', purpose: '路灯十盏' });
    expect((await people.director.put(draft, more)).body).toMatchObject({
      type: '/problems/request-of-another',
    });
    expect((await people.accountant.put(draft, asked({ date: '2026-02-03' }))).body).toMatchObject({
      type: '/problems/date-in-future',
    });
    const revised = await people.accountant.put(draft, more).expect(200);
    expect(revised.body).toMatchObject({
      amount: '9500.00',
      status: 'drafted',
      purpose: '路灯十盏',
    });
  });

  test('names the resolution at the latest when it is handed in, and then stands', async () => {
    expect((await people.accountant.post(`${draft}/submit`)).body).toMatchObject({
      type: '/problems/resolution-missing',
      errors: [{ pointer: '/resolutionNo' }],
    });
    const resolutionNo = '示社居代〔2026〕4号';
    const { body } = await people.accountant.post(`${draft}/submit`, { resolutionNo }).expect(200);
    expect(body).toMatchObject({ status: 'submitted', resolutionNo, ladderVersion: 2 });
    expect((await people.accountant.put(draft, asked())).body).toMatchObject({
      type: '/problems/request-not-draft',
      status: 409,
    });
  });

  test.each(ATTACKERS)('is kept by the database from the %s', async (who) => {
    await people.accountant.post(`${book}/payment-requests`, asked({ payee: '丁行' })).expect(201);
    const db = await attempt(n, who, 'director');
    const change = `UPDATE payment_request SET amount = 1 WHERE status = 'drafted'`;
    expect(await db.refusal(change)).toBe('request-of-another');
    await db.as('accountant');
    expect(await db.refusal(change)).toBe('accepted');
    expect(await db.refusal(change.replace('amount = 1', `date = '2027-01-01'`))).toBe(
      'date-in-future',
    );
    expect(await db.refusal(change.replace(`'drafted'`, `'submitted'`))).toBe('record-immutable');
    await db.end();
  });

  test('verification knows ladders and requests from the log', async () => {
    const owner = await tamperer(n.t, n.code);
    for (const tampering of [
      'UPDATE community_ladder_step SET above = 5 WHERE step_no = 2',
      `UPDATE payment_request SET purpose = '别的' WHERE status = 'submitted'`,
    ]) {
      expect(await owner.noticed(tampering)).toContain('付款申请与操作日志');
    }
    await owner.end();
    const { body } = await people.supervisor.get(`${n.base}/verification`).expect(200);
    expect(body).toMatchObject({ clean: true });
  });
});
