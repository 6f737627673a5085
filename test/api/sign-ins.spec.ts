import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { acting, attack, type Attacker } from '../support/attacker.js';

const HERE = '511602002001';
const THERE = '511602002002';
const PASSWORD = 'Test-password-1';
const SIGN_INS = `/api/v1/communities/${HERE}/sign-ins`;

let t: TestApp;
let admin: Client;
let service: Attacker;

beforeAll(async () => {
  t = await startTestApp();
  await t.community(HERE);
  await t.community(THERE);
  admin = await t.as('admin');
  service = await attack(t.serviceUrl, '%');
});

afterAll(async () => {
  await service.end();
  await t.close();
});

interface SignIn {
  readonly at: string;
  readonly username: string;
  readonly name: string;
  readonly outcome: string;
}

const login = (username: string, password = PASSWORD) =>
  t.anyone().post('/api/v1/auth/login', { username, password });

async function signIns(query = '', who = admin): Promise<SignIn[]> {
  const { body } = await who.get(`${SIGN_INS}${query}`).expect(200);
  return (body as { items: SignIn[] }).items;
}

const outcomesOf = async (username: string): Promise<string[]> =>
  (await signIns(`?username=${username}&limit=100`)).map(({ outcome }) => outcome);

const stored = async (): Promise<number> => {
  const [row] = await service.rows<{ n: number }>('SELECT count(*)::int AS n FROM sign_in');
  return row?.n ?? -1;
};

describe('a sign-in', () => {
  test('is told to the administrator with person, time and outcome, the newest first', async () => {
    await login('cashier.001').expect(200);
    await login('CASHIER.001', 'wrong-password').expect(401);
    const found = await signIns('?username=Cashier.001');
    expect(found.map(({ username, name, outcome }) => [username, name, outcome])).toEqual([
      ['cashier.001', '出纳丙', 'refused'],
      ['cashier.001', '出纳丙', 'signed-in'],
    ]);
    expect(found[0]?.at).toMatch(/^2026-02-10T01:0\d:\d\d\.\d{6}Z$/);
    expect(Object.keys(found[0] ?? {}).sort()).toEqual(['at', 'id', 'name', 'outcome', 'username']);
    expect(await signIns('?username=cashier.001&from=2026-02-10&through=2026-02-10')).toEqual(
      found,
    );
    expect(await signIns('?from=2026-02-11')).toEqual([]);
    expect(await signIns('?through=2026-02-09')).toEqual([]);
  });

  test('is read page by page, and taken away as a file in plain words', async () => {
    const { body } = await admin.get(`${SIGN_INS}?username=cashier.001&limit=1`).expect(200);
    const page = body as { items: SignIn[]; nextCursor: string };
    const rest = await signIns(`?username=cashier.001&limit=1&cursor=${page.nextCursor}`);
    expect([...page.items, ...rest].map(({ outcome }) => outcome)).toEqual([
      'refused',
      'signed-in',
    ]);
    const { text } = await admin.get(`${SIGN_INS}?username=cashier.001&format=csv`).expect(200);
    const lines = text.replace('\uFEFF', '').trim().split(/\r?\n/);
    expect(lines[0]).toBe('时间,用户名,姓名,结果');
    expect(lines.slice(1).map((line) => line.split(',').slice(1).join())).toEqual([
      'cashier.001,出纳丙,密码不对或已停用',
      'cashier.001,出纳丙,已登录',
    ]);
  });

  test('in a name that nobody has leaves nothing behind', async () => {
    const before = await stored();
    await login('nobody.at.all', 'wrong-password').expect(401);
    expect(await stored()).toBe(before);
    await login('cashier.001', 'wrong-password').expect(401);
    expect(await stored()).toBe(before + 1);
  });

  test('of who was shut out is refused and told', async () => {
    const reason = { reason: '离任' };
    await admin.post(`/api/v1/communities/${HERE}/users/auditor.001/disable`, reason).expect(200);
    await login('auditor.001').expect(401);
    expect(await outcomesOf('auditor.001')).toEqual(['refused']);
  });

  test('that is turned away is told once, however often it is tried again', async () => {
    for (let n = 0; n < 10; n += 1) await login('reviewer.001', `guess-${n}`).expect(401);
    for (let n = 0; n < 5; n += 1) await login('reviewer.001', `guess-${n}`).expect(429);
    expect(await outcomesOf('reviewer.001')).toEqual([
      'locked',
      ...Array.from({ length: 10 }, () => 'refused'),
    ]);
  });
});

describe('who reads of sign-ins', () => {
  test('is the administrator of a community where the person serves, and the person', async () => {
    await login('accountant.002').expect(200);
    await login('street.001').expect(200);
    const names = new Set((await signIns('?limit=100')).map(({ username }) => username));
    expect([...names].sort()).toEqual(['auditor.001', 'cashier.001', 'reviewer.001']);
    for (const username of ['director.001', 'secretary.001', 'supervisor-a.001', 'street.001']) {
      expect((await (await t.as(username)).get(SIGN_INS)).body).toMatchObject({
        type: '/problems/forbidden',
      });
    }
    const mine = await (await t.as('street.001')).get('/api/v1/me/sign-ins').expect(200);
    const { items } = mine.body as { items: SignIn[] };
    expect(items.map(({ username, outcome }) => [username, outcome])).toEqual([
      ['street.001', 'signed-in'],
      ['street.001', 'signed-in'],
    ]);
    await t.anyone().get('/api/v1/me/sign-ins').expect(401);
  });

  test('and the database shows a community those of its own people alone', async () => {
    const here = await attack(t.serviceUrl, HERE);
    const seen = await here.rows<{ username: string }>(
      `SELECT DISTINCT u.username FROM sign_in s JOIN app_user u ON u.id = s.user_id ORDER BY 1`,
    );
    expect(seen.map(({ username }) => username)).toEqual([
      'auditor.001',
      'cashier.001',
      'director.001',
      'reviewer.001',
      'secretary.001',
      'supervisor-a.001',
    ]);
    await here.end();
  });

  test('changes none of them, and signs nobody in by a row', async () => {
    const [row] = await service.rows<{ id: string }>(
      `SELECT id FROM app_user WHERE username = 'cashier.001'`,
    );
    const id = row?.id ?? '';
    const entered = (outcome: string) =>
      [`INSERT INTO sign_in (user_id, outcome) VALUES ($1, $2)`, [id, outcome]] as const;
    expect(await service.probes(entered('signed-in'))).toBe('forbidden');
    expect(await service.probes(acting(id), entered('signed-in'))).toBe('accepted');
    expect(await service.probes(entered('refused'))).toBe('accepted');
    expect(await service.probes(entered('guessed'))).toBe('sign_in_outcome_check');
    expect(await service.tries(`UPDATE sign_in SET outcome = 'signed-in'`)).toBe('42501');
    expect(await service.tries('DELETE FROM sign_in')).toBe('42501');
    const owner = await attack(t.ownerUrl, '%');
    for (const sql of [`UPDATE sign_in SET outcome = 'refused'`, 'DELETE FROM sign_in']) {
      expect(await owner.tries(sql)).toBe('record-immutable');
    }
    await owner.end();
  });
});
