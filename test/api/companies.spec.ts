import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { attack } from '../support/attacker.js';

const COMMUNITY = '511602002001';
const C = `/api/v1/communities/${COMMUNITY}`;
const COMPANY = {
  name: '示范社区物业服务有限公司',
  creditCode: '91350100M000100Y43',
  capital: '500000.00',
  scope: '物业管理；家政服务',
  foundedOn: '2024-05-06',
  legalRepresentative: '李四',
  bookNo: 2,
};

let t: TestApp;
let accountant: Client;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await t.community(COMMUNITY);
  accountant = await t.as('accountant.001');
  for (const [kind, standard] of [
    ['collective', 'rural-collective-2023'],
    ['company', 'small-enterprise-2011'],
    ['company', 'small-enterprise-2011'],
  ]) {
    await accountant
      .post(`${C}/books`, { kind, standard, name: '账', openedOn: '2026-01-01' })
      .expect(201);
  }
});

afterAll(() => t.close());

describe('the register of community companies', () => {
  test.each([
    ['credit-code-invalid', 422, { creditCode: '91350100M000100Y44' }],
    ['company-book-unfit', 422, { bookNo: 1 }],
    ['company-founded-in-future', 422, { foundedOn: '2026-02-11' }],
    ['not-found', 404, { bookNo: 9 }],
    ['validation-failed', 400, { capital: '0' }],
    ['validation-failed', 400, { owner: '某人' }],
  ])('%s', async (code, status, changes) => {
    const { body } = await accountant
      .post(`${C}/companies`, { ...COMPANY, ...changes })
      .expect(status);
    expect(body.type).toBe(`/problems/${code}`);
    expect((await accountant.get(`${C}/companies`).expect(200)).body.items).toEqual([]);
  });

  test('takes a company with its own book', async () => {
    const { body } = await accountant.post(`${C}/companies`, COMPANY).expect(201);
    expect(body).toEqual(COMPANY);
    const list = await (await t.as('supervisor-a.001')).get(`${C}/companies`).expect(200);
    expect(list.body).toEqual({ items: [COMPANY], nextCursor: null });
    const csv = await accountant.get(`${C}/companies?format=csv`).expect(200);
    expect(csv.text).toContain('示范社区物业服务有限公司,91350100M000100Y43,500000.00');
  });

  test('one company has one entry, one book one company', async () => {
    const twice = await accountant.post(`${C}/companies`, { ...COMPANY, bookNo: 3 }).expect(409);
    expect(twice.body.type).toBe('/problems/company-exists');
    const other = { ...COMPANY, creditCode: '91511602MA620000XQ' };
    const taken = await accountant.post(`${C}/companies`, other).expect(409);
    expect(taken.body.type).toBe('/problems/company-book-taken');
    await accountant.post(`${C}/companies`, { ...other, bookNo: 3 }).expect(201);
  });

  test('the database knows the check characters of GB 32100 itself', async () => {
    const service = await attack(t.serviceUrl, COMMUNITY);
    const valid = ['91350100M000100Y43', '54511602MEC000003B', 'N2511602MF0000005X'];
    expect(
      await service.rows('SELECT is_credit_code(c) AS ok FROM unnest($1::text[]) AS c', [valid]),
    ).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    const flipped = Array.from(valid[0]!).map((letter, index) => {
      const other = alphabet[(alphabet.indexOf(letter) + 1) % 31]!;
      return `${valid[0]!.slice(0, index)}${other}${valid[0]!.slice(index + 1)}`;
    });
    expect(
      await service.rows('SELECT c FROM unnest($1::text[]) AS c WHERE is_credit_code(c)', [
        flipped,
      ]),
    ).toEqual([]);
    const insert = `INSERT INTO company (community_code, credit_code, name, capital, scope, founded_on, book_no)
      VALUES ($1, $2, '甲', 1, '乙', '2024-01-01', $3)`;
    expect(await service.tries(insert, [COMMUNITY, '91350100M000100Y44', 2])).toBe(
      'credit_code_invalid',
    );
    expect(await service.tries(insert, [COMMUNITY, '53510000MJD000003L', 1])).toBe(
      'company-book-unfit',
    );
    expect(await service.tries('UPDATE company SET capital = 1')).toBe('42501');
    await service.end();
  });
});
