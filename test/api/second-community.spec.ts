import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { acting, attack, type Attacker, type Statement } from '../support/attacker.js';

const HERE = '511602002001';
const THERE = '511602002002';
const PASSWORD = 'Test-password-1';

let t: TestApp;
/** Administers the whole country. */
let root: Client;
/** Administers the second community alone. */
let there: Client;
/** Administers both, each by a duty of its own. */
let both: Client;
/** Somebody with the service's own password, in the second community. */
let service: Attacker;

beforeAll(async () => {
  t = await startTestApp();
  await t.community(HERE);
  await t.community(THERE);
  root = await t.as('admin');
  await made(HERE, 'both.admin', ['admin']);
  await made(HERE, 'here.admin', ['admin']);
  await made(THERE, 'there.admin', ['admin']);
  await roles(root, THERE, 'both.admin', ['admin']).expect(200);
  there = await t.as('there.admin');
  both = await t.as('both.admin');
  service = await attack(t.serviceUrl, THERE);
});

afterAll(async () => {
  await service.end();
  await t.close();
});

const made = (community: string, username: string, duties: readonly string[]) =>
  root
    .post(`/api/v1/communities/${community}/users`, {
      username,
      name: username,
      roles: duties,
      password: PASSWORD,
    })
    .expect(201);

const roles = (who: Client, community: string, username: string, wanted: readonly string[]) =>
  who.put(`/api/v1/communities/${community}/users/${username}/roles`, { roles: wanted });

const signedIn = async (username: string): Promise<(path: string) => Promise<unknown>> => {
  const { body } = await t
    .anyone()
    .post('/api/v1/auth/login', { username, password: PASSWORD })
    .expect(200);
  const { accessToken } = body as { accessToken: string };
  return async (path) =>
    (await t.anyone().get(`/api/v1${path}`).set('Authorization', `Bearer ${accessToken}`)).body;
};

/** Ids of people, read where everybody is seen. */
const idOf = async (username: string): Promise<string> => {
  const [row] = await service.rows<{ id: string }>(
    `SELECT id FROM set_config('gongzhang.scope', '%', true), app_user WHERE username = $1`,
    [username],
  );
  return row?.id ?? '';
};

describe('a street’s accountant who keeps the books of two communities', () => {
  test('is given the second duty by who administers both, and works in both with one sign-in', async () => {
    const { body } = await roles(both, THERE, 'accountant.001', ['accountant']).expect(200);
    expect(body).toMatchObject({
      username: 'accountant.001',
      duties: [
        { role: 'accountant', scope: HERE },
        { role: 'accountant', scope: THERE },
      ],
    });
    const look = await signedIn('accountant.001');
    expect(await look(`/communities/${HERE}/books`)).toMatchObject({ items: [] });
    expect(await look(`/communities/${THERE}/books`)).toMatchObject({ items: [] });
    expect(await look('/communities')).toMatchObject({ items: [{ code: HERE }, { code: THERE }] });
    expect(await look('/communities?limit=1')).toMatchObject({ items: [{ code: HERE }] });
  });

  test('is shown to the second community without the first', async () => {
    const { body } = await there.get(`/api/v1/communities/${THERE}/users`).expect(200);
    const { items } = body as { items: { username: string; duties: object[] }[] };
    expect(items.find(({ username }) => username === 'accountant.001')?.duties).toEqual([
      { role: 'accountant', scope: THERE },
    ]);
  });

  test('whoever serves one community sees one', async () => {
    const look = await signedIn('cashier.001');
    expect(await look('/communities')).toMatchObject({
      items: [{ code: HERE }],
      nextCursor: null,
    });
  });

  test('is left alone by the administrator of one of the places, who could enter the other with his password', async () => {
    const path = `/api/v1/communities/${THERE}/users/accountant.001`;
    const beyond = { type: '/problems/duty-beyond-reach', status: 403, scope: HERE };
    expect((await there.post(`${path}/password`)).body).toMatchObject(beyond);
    expect((await there.post(`${path}/disable`, { reason: '离任' })).body).toMatchObject(beyond);
    expect((await roles(there, THERE, 'accountant.001', [])).body).toMatchObject(beyond);
    await both.post(`${path}/disable`, { reason: '离任' }).expect(200);
    await both.post(`${path}/enable`, { reason: '留任' }).expect(200);
  });

  test('and the database leaves him alone too, in the context of either place', async () => {
    const [one, two, person, own] = [
      await idOf('there.admin'),
      await idOf('both.admin'),
      await idOf('accountant.001'),
      await idOf('accountant.002'),
    ];
    const ways = (id: string): Statement[] => [
      [`UPDATE app_user SET password_hash = 'x' WHERE id = $1`, [id]],
      ['UPDATE app_user SET disabled_at = now() WHERE id = $1', [id]],
      [`DELETE FROM membership WHERE user_id = $1 AND scope = '${THERE}'`, [id]],
      [`INSERT INTO membership VALUES ($1, '${THERE}', 'director')`, [id]],
    ];
    for (const way of ways(person)) {
      expect([way[0], await service.probes(acting(one), way)]).toEqual([
        way[0],
        'duty-beyond-reach',
      ]);
      expect([way[0], await service.probes(acting(two), way)]).toEqual([way[0], 'accepted']);
    }
    for (const way of ways(own)) expect(await service.probes(acting(one), way)).toBe('accepted');
  });

  test('what a guard looked at elsewhere stays unseen afterwards', async () => {
    const [two, person] = [await idOf('both.admin'), await idOf('accountant.001')];
    for (const way of [
      [`UPDATE app_user SET password_hash = 'x' WHERE id = $1`, [person]],
      [`DELETE FROM membership WHERE user_id = $1 AND scope = '${THERE}'`, [person]],
      [`INSERT INTO membership VALUES ($1, '${THERE}', 'director')`, [person]],
      [`SELECT FROM find_colleague('${THERE}', $1)`, ['accountant.001']],
      ['SELECT actor_duties()', []],
    ] as Statement[]) {
      const seen = `SELECT 1 / (count(*) = 0)::int FROM membership WHERE scope = '${HERE}'`;
      expect([way[0], await service.probes(acting(two), way, seen)]).toEqual([way[0], 'accepted']);
    }
  });

  test('gives the second duty back and keeps the first; the last is never taken', async () => {
    const { body } = await roles(both, THERE, 'accountant.001', []).expect(200);
    expect(body).toMatchObject({ duties: [{ role: 'accountant', scope: HERE }] });
    const look = await signedIn('accountant.001');
    expect(await look(`/communities/${THERE}/books`)).toMatchObject({
      type: '/problems/forbidden',
    });
    expect((await roles(both, HERE, 'accountant.001', [])).body).toMatchObject({
      type: '/problems/no-duty-left',
      status: 422,
    });
    const log = await root.get(`/api/v1/communities/${THERE}/audit-events?text=accountant.001`);
    const said = (log.body as { items: { sentence: string }[] }).items.map(
      ({ sentence }) => sentence,
    );
    expect(said[0]).toBe('用户 会计甲（accountant.001）不再担任本社区的职责');
  });
});

describe('somebody of another community', () => {
  test('is not there for who administers this one alone, whether the name exists or not', async () => {
    const known = await roles(there, THERE, 'accountant.001', ['accountant']);
    const unknown = await roles(there, THERE, 'nobody.at.all', ['accountant']);
    expect(known.body).toMatchObject({ type: '/problems/not-found', status: 404 });
    const told = ({ title, detail, status }: Record<string, unknown>) => [title, detail, status];
    expect(told(known.body as Record<string, unknown>)).toEqual(
      told(unknown.body as Record<string, unknown>),
    );
    const looked = (name: string) =>
      service.rows(`SELECT username FROM find_colleague('${THERE}', $1)`, [name]);
    await service.rows(`SELECT set_config('gongzhang.actor', $1, false)`, [
      await idOf('there.admin'),
    ]);
    expect(await looked('accountant.001')).toEqual([]);
    expect(await looked('accountant.002')).toEqual([{ username: 'accountant.002' }]);
    await service.rows(`SELECT set_config('gongzhang.actor', $1, false)`, [
      await idOf('both.admin'),
    ]);
    expect(await looked('accountant.001')).toEqual([{ username: 'accountant.001' }]);
  });

  test('is found to be given a duty, and not to be shut out from here', async () => {
    const path = `/api/v1/communities/${THERE}/users/reviewer.001`;
    expect((await root.post(`${path}/disable`, { reason: '离任' })).body).toMatchObject({
      type: '/problems/not-found',
    });
    expect((await root.post(`${path}/password`)).body).toMatchObject({
      type: '/problems/not-found',
    });
    await roles(root, THERE, 'reviewer.001', ['reviewer']).expect(200);
    await root.post(`${path}/disable`, { reason: '离任' }).expect(200);
  });

  test('who supervises one community may keep the books of another, and of his own never', async () => {
    await roles(root, THERE, 'supervisor-a.001', ['accountant']).expect(200);
    expect(
      (await roles(root, HERE, 'supervisor-a.001', ['supervisor', 'cashier'])).body,
    ).toMatchObject({ type: '/problems/duties-conflict', status: 422 });
  });

  test('who keeps a book below a street is no officer of that street, whichever community asks', async () => {
    expect((await roles(root, THERE, 'cashier.001', ['street-officer'])).body).toMatchObject({
      type: '/problems/duties-conflict',
      role: '出纳',
      other: '街道经办',
    });
    const admin = await idOf('admin');
    const officer = (id: string): Statement => [
      `INSERT INTO membership VALUES ($1, '511602002', 'street-officer')`,
      [id],
    ];
    expect(await service.probes(acting(admin), officer(await idOf('cashier.001')))).toBe(
      'duties-conflict',
    );
    expect(await service.probes(acting(admin), officer(await idOf('auditor.001')))).toBe(
      'accepted',
    );
  });
});
