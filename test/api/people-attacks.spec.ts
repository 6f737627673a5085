import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { acting, attack, type Attacker } from '../support/attacker.js';

const HERE = '511602002001';
const USERS = `/api/v1/communities/${HERE}/users`;
const PASSWORD = 'Test-password-1';

let t: TestApp;
let admin: Client;
/** Somebody with the service's own password, who sees the whole country. */
let service: Attacker;

beforeAll(async () => {
  t = await startTestApp();
  await t.community(HERE);
  admin = await t.as('admin');
  service = await attack(t.serviceUrl, '%');
});

afterAll(async () => {
  await service.end();
  await t.close();
});

type Statement = readonly [sql: string, parameters: readonly unknown[]];

interface Pair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

const login = (username: string) =>
  t.anyone().post('/api/v1/auth/login', { username, password: PASSWORD });

const signedIn = async (username: string): Promise<Pair> =>
  (await login(username).expect(200)).body as Pair;

const idOf = async (username: string): Promise<string> => {
  const [row] = await service.rows<{ id: string }>('SELECT id FROM app_user WHERE username = $1', [
    username,
  ]);
  return row?.id ?? '';
};

/** What a request is answered that comes while the person's password is being changed, and not committed yet. */
async function during(change: Statement, request: () => PromiseLike<{ status: number }>) {
  const [sql, parameters] = change;
  await service.rows('BEGIN');
  await service.rows(sql, [...parameters]);
  const answer = Promise.resolve(request());
  const first = await Promise.race([
    answer,
    new Promise<null>((resolve) =>
      setTimeout(() => {
        resolve(null);
      }, 400),
    ),
  ]);
  await service.rows(
    'UPDATE login_session SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL',
    [parameters[0]],
  );
  await service.rows('COMMIT');
  return (first ?? (await answer)).status;
}

/** Another hash of the same password: what it is compared with is what it was. */
const anotherHash = (id: string): Statement => [
  `UPDATE app_user SET password_hash = (SELECT o.password_hash FROM app_user o
     WHERE o.username LIKE 'supervisor-%' AND o.password_hash <> app_user.password_hash LIMIT 1) WHERE id = $1`,
  [id],
];

describe('who knew the old password', () => {
  let id: string;
  const act = async (): Promise<void> => {
    await service.rows(`SELECT set_config('gongzhang.actor', $1, false)`, [id]);
  };

  beforeEach(async () => {
    id = await idOf('cashier.001');
    await act();
  });

  test('keeps no session by a sign-in that was under way when it changed', async () => {
    expect(await during(anotherHash(id), () => login('cashier.001'))).toBe(401);
    await login('cashier.001').expect(200);
  });

  test('keeps no session by a token that was being renewed when it changed', async () => {
    const { refreshToken } = await signedIn('cashier.001');
    const renew = () => t.anyone().post('/api/v1/auth/refresh', { refreshToken });
    expect(await during(anotherHash(id), renew)).toBe(401);
    const { refreshToken: fresh } = await signedIn('cashier.001');
    await t.anyone().post('/api/v1/auth/refresh', { refreshToken: fresh }).expect(200);
  });
});

describe('a session', () => {
  test('is given to nobody who is shut out', async () => {
    const id = await idOf('district.001');
    const root = acting(await idOf('admin'));
    const session: Statement = [
      `INSERT INTO login_session VALUES (gen_random_uuid(), gen_random_uuid(), $1, 'x', now())`,
      [id],
    ];
    const shut: Statement = ['UPDATE app_user SET disabled_at = now() WHERE id = $1', [id]];
    expect(await service.probes(root, session)).toBe('accepted');
    expect(await service.probes(root, shut, session)).toBe('unauthenticated');
  });
});

describe('a stolen access token', () => {
  test('guesses the password no faster than the sign-in page', async () => {
    const client = await t.as('auditor.001');
    const guess = (currentPassword: string) =>
      client.post('/api/v1/me/password', { currentPassword, newPassword: 'Another-password-2' });
    for (let n = 1; n <= 10; n += 1) {
      expect((await guess(`guess-${n}`)).body).toMatchObject({ type: '/problems/password-wrong' });
    }
    expect((await guess(PASSWORD)).body).toMatchObject({
      type: '/problems/too-many-requests',
      status: 429,
    });
    // Another person in the same office is not held up.
    const other = await t.as('street.001');
    await other
      .post('/api/v1/me/password', { currentPassword: PASSWORD, newPassword: PASSWORD })
      .expect(204);
  });
});

describe('an administrator who is shut out', () => {
  test('gives and takes nothing any more, whatever token he kept', async () => {
    await admin
      .post(USERS, { username: 'former', name: '前任', roles: ['admin'], password: PASSWORD })
      .expect(201);
    const former = await t.as('former');
    const reviewer = await idOf('reviewer.001');
    const id = await idOf('former');
    const ways: Statement[] = [
      [`INSERT INTO membership VALUES ($1, '${HERE}', 'director')`, [reviewer]],
      ['DELETE FROM membership WHERE user_id = $1', [reviewer]],
      ['UPDATE app_user SET disabled_at = now() WHERE id = $1', [reviewer]],
      [`UPDATE app_user SET password_hash = 'x' WHERE id = $1`, [reviewer]],
    ];
    for (const way of ways) expect(await service.probes(acting(id), way)).toBe('accepted');
    await admin.post(`${USERS}/former/disable`, { reason: '离任' }).expect(200);
    for (const way of ways) {
      expect([way[0], await service.probes(acting(id), way)]).toEqual([
        way[0],
        'duty-beyond-reach',
      ]);
    }
    expect((await former.post(`${USERS}/reviewer.001/password`)).body).toMatchObject({
      type: '/problems/duty-beyond-reach',
    });
    const [{ taken } = { taken: -1 }] = await service.rows<{ taken: number }>(
      `SELECT count(*)::int AS taken FROM membership WHERE user_id = $1`,
      [reviewer],
    );
    expect(taken).toBe(1);
  });

  test('two who shut each other out at the same moment do not both succeed', async () => {
    const made = ['left', 'right'].map(async (username) => {
      await admin
        .post(USERS, { username, name: username, roles: ['admin'], password: PASSWORD })
        .expect(201);
      return t.as(username);
    });
    const [left, right] = await Promise.all(made);
    const reason = '互相停用';
    const answers = await Promise.all([
      left?.post(`${USERS}/right/disable`, { reason }),
      right?.post(`${USERS}/left/disable`, { reason }),
    ]);
    expect(answers.map((answer) => answer?.status).sort()).toEqual([200, 403]);
  });

  test('nobody at all gives, takes or changes nothing', async () => {
    const reviewer = await idOf('reviewer.001');
    const nobody = acting('');
    for (const way of [
      [`INSERT INTO membership VALUES ($1, '${HERE}', 'director')`, [reviewer]],
      ['DELETE FROM membership WHERE user_id = $1', [reviewer]],
      ['UPDATE app_user SET disabled_at = now() WHERE id = $1', [reviewer]],
      [`UPDATE app_user SET password_hash = 'x' WHERE id = $1`, [reviewer]],
    ] as Statement[]) {
      expect([way[0], await service.probes(nobody, way)]).toEqual([way[0], 'duty-beyond-reach']);
    }
  });
});
