import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';

let t: TestApp;
let here: Client;

const voucher = (amount: string, accountCode = '501'): object => ({
  date: '2026-01-05',
  attachmentCount: 1,
  lines: [
    { summary: '收租金', accountCode: '102', debit: amount },
    { summary: '收租金', accountCode, credit: amount },
  ],
});
const vouchers = (code: string, bookNo = 1): string =>
  `/api/v1/communities/${code}/books/${bookNo}/vouchers`;
const [HERE, THERE] = ['511602002001', '511602002002'] as const;

beforeAll(async () => {
  t = await startTestApp();
  for (const code of [HERE, THERE]) {
    await t.community(code);
    const accountant = await t.as(`accountant.${code.slice(-3)}`);
    for (const name of ['甲账', '乙账']) {
      await accountant
        .post(`/api/v1/communities/${code}/books`, {
          kind: 'collective',
          name,
          standard: 'rural-collective-2023',
          openedOn: '2026-01-01',
        })
        .expect(201);
    }
  }
  here = await t.as('accountant.001');
});

afterAll(async () => {
  await t.close();
});

async function drafts(client: Client, code: string): Promise<number> {
  const { body } = await client.get(`${vouchers(code)}?limit=500`);
  return (body as { items: unknown[] }).items.length;
}

describe('peer bug 5: one Idempotency-Key', () => {
  test('twenty times at once makes one voucher and gives twenty equal answers', async () => {
    const before = await drafts(here, HERE);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        here.post(vouchers(HERE), voucher('8.00'), { 'Idempotency-Key': 'at-once' }),
      ),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
    expect(await drafts(here, HERE)).toBe(before + 1);
  });

  test('after a failure it is free again, and the corrected request is answered', async () => {
    const key = { 'Idempotency-Key': 'after-failure' };
    const refused = await here.post(vouchers(HERE), voucher('1.00', '999'), key);
    expect(refused.body).toMatchObject({ type: '/problems/account-unknown' });
    await here.post(vouchers(HERE), voucher('1.00'), key).expect(201);
  });

  test('names one request: another book with it is refused', async () => {
    const key = { 'Idempotency-Key': 'two-books' };
    await here.post(vouchers(HERE, 1), voucher('2.00'), key).expect(201);
    const other = await here.post(vouchers(HERE, 2), voucher('2.00'), key);
    expect(other.body).toMatchObject({
      type: '/problems/idempotency-key-reused',
      key: 'two-books',
    });
  });

  test('of one community says nothing about another', async () => {
    const key = { 'Idempotency-Key': 'monday' };
    await here.post(vouchers(HERE), voucher('3.00'), key).expect(201);
    const there = await t.as('accountant.002');
    const before = await drafts(there, THERE);
    const answer = await there.post(vouchers(THERE), voucher('3.00'), key).expect(201);
    expect(answer.headers['idempotency-hit']).toBeUndefined();
    expect(await drafts(there, THERE)).toBe(before + 1);
  });

  test('of another person is not answered with his answer', async () => {
    const key = { 'Idempotency-Key': 'mine' };
    const { body } = await here.post(vouchers(HERE), voucher('4.00'), key).expect(201);
    const { id } = body as { id: string };
    const reviewer = await t.as('reviewer.001');
    const other = await reviewer.post(`${vouchers(HERE)}/${id}/review`, {}, key);
    expect(other.body).toMatchObject({ type: '/problems/idempotency-key-reused' });
  });

  test('that is blank or not ASCII is malformed', async () => {
    for (const key of ['', 'a b', 'x'.repeat(201)]) {
      const answer = await here.post(vouchers(HERE), voucher('5.00'), { 'Idempotency-Key': key });
      expect(answer.body).toMatchObject({
        type: '/problems/idempotency-key-malformed',
        status: 400,
      });
    }
  });
});

describe('peer bug 26: deadlocks', () => {
  test('vouchers that touch the same accounts and books in opposite orders all get in', async () => {
    const ids = await Promise.all(
      Array.from({ length: 24 }, async (_, index) => {
        const lines = [
          { summary: '对转', accountCode: index % 2 === 0 ? '112' : '211', debit: '1.00' },
          { summary: '对转', accountCode: index % 2 === 0 ? '211' : '112', credit: '1.00' },
        ];
        const { body } = await here
          .post(vouchers(HERE, 1 + (index % 2)), { date: '2026-01-06', attachmentCount: 1, lines })
          .expect(201);
        return (body as { id: string }).id;
      }),
    );
    const reviewer = await t.as('reviewer.001');
    const steps = await Promise.all(
      ids.map(async (id, index) => {
        const path = `${vouchers(HERE, 1 + (index % 2))}/${id}`;
        await reviewer.post(`${path}/review`).expect(200);
        return (await here.post(`${path}/post`)).status;
      }),
    );
    expect(steps).toEqual(Array.from({ length: 24 }, () => 200));
  });
});
