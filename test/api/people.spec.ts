import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { attack, type Attacker, type Statement } from '../support/attacker.js';

const HERE = '511602002001';
const USERS = `/api/v1/communities/${HERE}/users`;
const PASSWORD = 'Test-password-1';

let t: TestApp;
let admin: Client;
let service: Attacker;

beforeAll(async () => {
  t = await startTestApp();
  await t.community(HERE);
  admin = await t.as('admin');
  service = await attack(t.serviceUrl, HERE);
});

afterAll(async () => {
  await service.end();
  await t.close();
});

const login = (username: string, password: string) =>
  t.anyone().post('/api/v1/auth/login', { username, password });

const idOf = async (username: string): Promise<string> => {
  const [row] = await service.rows<{ id: string }>('SELECT id FROM app_user WHERE username = $1', [
    username,
  ]);
  return row?.id ?? '';
};

const roles = (username: string, wanted: readonly string[], who = admin) =>
  who.put(`${USERS}/${username}/roles`, { roles: wanted });

describe('a password', () => {
  test('is changed by who knows it, and ends every other sign-in', async () => {
    const { body } = await login('reviewer.001', PASSWORD).expect(200);
    const { refreshToken } = body as { refreshToken: string };
    const reviewer = await t.as('reviewer.001');
    const change = (currentPassword: string, newPassword: string) =>
      reviewer.post('/api/v1/me/password', { currentPassword, newPassword });
    const wrong = await change('not-it-at-all', 'Another-password-2');
    expect(wrong.body).toMatchObject({
      type: '/problems/password-wrong',
      errors: [{ pointer: '/currentPassword' }],
    });
    expect((await change(PASSWORD, 'short')).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/newPassword' }],
    });
    await login('reviewer.001', PASSWORD).expect(200);
    await change(PASSWORD, 'Another-password-2').expect(204);
    await login('reviewer.001', PASSWORD).expect(401);
    await login('reviewer.001', 'Another-password-2').expect(200);
    await t.anyone().post('/api/v1/auth/refresh', { refreshToken }).expect(401);
  });

  test('that is forgotten is made anew by the administrator, and shown once', async () => {
    const { body } = await admin.post(`${USERS}/cashier.001/password`).expect(200);
    const { initialPassword } = body as { initialPassword: string };
    expect(initialPassword.length).toBeGreaterThanOrEqual(12);
    await login('cashier.001', PASSWORD).expect(401);
    await login('cashier.001', initialPassword).expect(200);
    const kept = await service.rows('SELECT FROM idempotency_key WHERE strpos(response, $1) > 0', [
      initialPassword,
    ]);
    expect(kept).toEqual([]);
    const once = { 'Idempotency-Key': 'reset-once' };
    const first = await admin.post(`${USERS}/cashier.001/password`, {}, once).expect(200);
    expect(first.body).toHaveProperty('initialPassword');
    const again = await admin.post(`${USERS}/cashier.001/password`, {}, once).expect(200);
    expect([again.headers['idempotency-hit'], again.body]).toEqual([
      'true',
      { username: 'cashier.001' },
    ]);
    const director = await t.as('director.001');
    expect((await director.post(`${USERS}/cashier.001/password`)).body).toMatchObject({
      type: '/problems/forbidden',
    });
  });
});

describe('a person who leaves', () => {
  test('cannot sign in any more until he is let in again; what he did stays', async () => {
    const { body } = await admin
      .post(`${USERS}/supervisor-b.001/disable`, { reason: '任期届满' })
      .expect(200);
    expect(body).toMatchObject({ username: 'supervisor-b.001', disabled: true });
    await login('supervisor-b.001', PASSWORD).expect(401);
    await admin.post(`${USERS}/supervisor-b.001/enable`, { reason: '连任' }).expect(200);
    await login('supervisor-b.001', PASSWORD).expect(200);
    const { body: log } = await (
      await t.as('auditor.001')
    )
      .get(`/api/v1/communities/${HERE}/audit-events?text=supervisor-b.001`)
      .expect(200);
    const said = (log as { items: { sentence: string }[] }).items.map(({ sentence }) => sentence);
    expect(said).toContain('停用用户 监督委员庚（supervisor-b.001）：任期届满');
  });

  test('is nobody unknown, not oneself, and nobody beyond one’s places', async () => {
    const reason = '离任';
    expect((await admin.post(`${USERS}/nobody/disable`, { reason })).body).toMatchObject({
      type: '/problems/not-found',
    });
    expect((await admin.post(`${USERS}/admin/disable`, { reason })).body).toMatchObject({
      type: '/problems/not-oneself',
      status: 409,
    });
    await admin
      .post(USERS, { username: 'local', name: '本地管理员', roles: ['admin'], password: PASSWORD })
      .expect(201);
    const local = await t.as('local');
    await local.post(`${USERS}/auditor.001/disable`, { reason }).expect(200);
    await local.post(`${USERS}/auditor.001/enable`, { reason }).expect(200);
    expect((await local.post(`${USERS}/street.001/disable`, { reason })).body).toMatchObject({
      type: '/problems/duty-beyond-reach',
      status: 403,
    });
  });
});

describe('duties', () => {
  test('are given and taken back in one step, within the law', async () => {
    const { body } = await roles('reviewer.001', ['reviewer', 'director']).expect(200);
    expect((body as { duties: object[] }).duties).toEqual([
      { role: 'director', scope: HERE },
      { role: 'reviewer', scope: HERE },
    ]);
    expect((await roles('reviewer.001', ['reviewer', 'cashier'])).body).toMatchObject({
      type: '/problems/duties-conflict',
      status: 422,
    });
    // From reviewer to cashier: what excludes the new duty is taken first.
    await roles('reviewer.001', ['cashier']).expect(200);
    const back = await roles('reviewer.001', ['reviewer']).expect(200);
    expect(back.body).toMatchObject({ duties: [{ role: 'reviewer', scope: HERE }] });
    expect((await roles('reviewer.001', [])).body).toMatchObject({
      type: '/problems/no-duty-left',
      status: 422,
      errors: [{ pointer: '/roles' }],
    });
  });

  test('are taken and people changed by their administrators only, whoever asks the database', async () => {
    const [director, reviewer, street] = [
      await idOf('director.001'),
      await idOf('reviewer.001'),
      await idOf('street.001'),
    ];
    const [root, local] = [await idOf('admin'), await idOf('local')];
    const taken = (id: string): Statement => ['DELETE FROM membership WHERE user_id = $1', [id]];
    const shut = (id: string): Statement => [
      'UPDATE app_user SET disabled_at = now() WHERE id = $1',
      [id],
    ];
    const reset = (id: string): Statement => [
      `UPDATE app_user SET password_hash = 'x' WHERE id = $1`,
      [id],
    ];
    const as = (id: string) =>
      service.rows(`SELECT set_config('gongzhang.actor', $1, false)`, [id]);
    await as(director);
    for (const change of [taken, shut, reset]) {
      expect(await service.probes(change(reviewer))).toBe('duty-beyond-reach');
    }
    expect(await service.probes(reset(director))).toBe('accepted');
    expect(await service.probes(taken(director))).toBe('not-oneself');
    expect(await service.probes(shut(director))).toBe('not-oneself');
    await as(local);
    expect(await service.probes(shut(street))).toBe('duty-beyond-reach');
    expect(await service.probes(shut(reviewer))).toBe('accepted');
    await as(root);
    expect(await service.probes(shut(street))).toBe('accepted');
    expect(await service.probes(taken(reviewer))).toBe('accepted');
  });
});
