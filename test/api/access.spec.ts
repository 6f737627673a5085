import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import type supertest from 'supertest';
import { Public } from '../../src/platform/auth/access.js';
import {
  declaredRoutes,
  demandDeclaredAccess,
  type DeclaredRoute,
} from '../../src/platform/auth/route-walk.js';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { routesOf } from '../support/routes.js';

let t: TestApp;

beforeAll(async () => {
  t = await startTestApp();
});

afterAll(async () => {
  await t.close();
});

const routes = (): DeclaredRoute[] => declaredRoutes(t.app);

/** What people without a login may do; anything else that turns public must be added here on purpose. */
const PUBLIC = [
  'HealthController',
  'ProblemsController',
  'SessionsController',
  'BoardController',
  'PagesController',
  'PublicNoticesController',
  'VerifyController',
];

describe('who may call what', () => {
  test('every route declares who may call it', () => {
    const all = routesOf(t.app);
    expect(all.length).toBeGreaterThan(25);
    expect(all.filter(({ access }) => access === undefined).map(({ name }) => name)).toEqual([]);
  });

  test('a route that keeps silent stops the start, by its name', async () => {
    const silent = await silentApplication();
    expect(() => {
      demandDeclaredAccess(silent);
    }).toThrow('SilentController.secrets（GET silent/secrets）');
    expect(() => {
      demandDeclaredAccess(t.app);
    }).not.toThrow();
    await silent.close();
  });

  test('no route is public but those meant for residents, sign-in and operators', () => {
    const open = routesOf(t.app).filter(({ access }) => access?.kind === 'public');
    const unexpected = open.filter(
      ({ name }) => !PUBLIC.some((controller) => name.startsWith(`${controller}.`)),
    );
    expect(unexpected.map(({ name }) => name)).toEqual([]);
  });

  test('every route for duties names at least one', () => {
    const empty = routesOf(t.app).filter(
      ({ access }) => access?.kind === 'duties' && access.roles.length === 0,
    );
    expect(empty).toEqual([]);
  });

  test('the street, the district and the auditor write no books', () => {
    const outsiders = ['street-officer', 'district-officer', 'auditor'];
    const writes = routesOf(t.app).filter(
      ({ method, path, access }) =>
        method !== 'GET' &&
        path.includes(':communityCode/books') &&
        access?.kind === 'duties' &&
        access.roles.some((role) => outsiders.includes(role)),
    );
    // A request above the third threshold is countersigned by the street; it writes no voucher.
    expect(writes.map(({ path }) => path).filter((path) => !/payment-requests/.test(path))).toEqual(
      [],
    );
  });
});

describe('people of other communities', () => {
  const STRANGERS = [
    'accountant',
    'reviewer',
    'cashier',
    'director',
    'secretary',
    'supervisor-a',
    'auditor',
  ];
  /** Holders of these duties look on from above; the communities of this test lie in two districts. */
  const ABOVE = ['street', 'district'];

  beforeAll(async () => {
    await t.community('511602002001');
    await t.community('440103001009');
  });

  test('reach no route of a community, whatever their duty: role by role, route by route', async () => {
    const within = routes().filter(({ path }) =>
      /:communityCode|:streetCode|:districtCode/.test(path),
    );
    expect(within.length).toBeGreaterThan(60);
    const reached: string[] = [];
    for (const role of [...STRANGERS, ...ABOVE]) {
      const stranger = await t.as(`${role}.009`);
      for (const { name, method, path } of within) {
        const answer = await send(stranger, method, filled(path));
        if (![403, 404].includes(answer.status)) reached.push(`${role} ${name} ${answer.status}`);
      }
    }
    expect(reached).toEqual([]);
  }, 120_000);

  test('find no record by its id', async () => {
    const records = routes().filter(
      ({ path, access }) =>
        access?.kind === 'duties' && access.record !== null && path.includes(':id'),
    );
    expect(records.length).toBeGreaterThan(5);
    const stranger = await t.as('accountant.009');
    for (const { name, method, path } of records) {
      const answer = await send(stranger, method, filled(path));
      expect([name, answer.status]).toEqual([name, 404]);
    }
  });

  test('without a login reach nothing but what is public', async () => {
    const closed = routes().filter(({ access }) => access?.kind !== 'public');
    const reached: string[] = [];
    for (const { name, method, path } of closed) {
      const answer = await send(t.anyone(), method, filled(path));
      if (answer.status !== 401) reached.push(`${name} ${answer.status}`);
    }
    expect(reached).toEqual([]);
  }, 60_000);
});

describe('sessions', () => {
  test('a wrong password, an unknown name and a forged token are refused alike', async () => {
    const anyone = t.anyone();
    for (const username of ['admin', 'nobody']) {
      const answer = await anyone.post('/api/v1/auth/login', {
        username,
        password: 'wrong-password',
      });
      expect(answer.body).toMatchObject({ type: '/problems/login-refused', status: 401 });
    }
    const forged = await anyone
      .get('/api/v1/me')
      .set('Authorization', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.');
    expect(forged.body).toMatchObject({ type: '/problems/unauthenticated', status: 401 });
  });

  test('the eleventh guess within a minute is turned away, another name is not', async () => {
    const anyone = t.anyone();
    const guess = async (username: string): Promise<number> =>
      (await anyone.post('/api/v1/auth/login', { username, password: 'wrong-password' })).status;
    const answers: number[] = [];
    for (let tries = 0; tries < 11; tries += 1) answers.push(await guess('guessed'));
    expect(answers).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    expect(await guess('somebody-else')).toBe(401);
  });

  test('who knows his password signs in as often as he likes', async () => {
    for (let times = 0; times < 12; times += 1) {
      await t
        .anyone()
        .post('/api/v1/auth/login', { username: 'admin', password: 'Test-password-1' })
        .expect(200);
    }
  });

  test('many guesses at once are many guesses', async () => {
    const guesses = Array.from({ length: 20 }, () =>
      t.anyone().post('/api/v1/auth/login', { username: 'hurried', password: 'wrong-password' }),
    );
    const answers = (await Promise.all(guesses)).map(({ status }) => status);
    expect(answers.filter((status) => status === 401)).toHaveLength(10);
    expect(answers.filter((status) => status === 429)).toHaveLength(10);
  });

  test('signing out without naming a session ends all of them', async () => {
    const signIn = async (): Promise<Pair> =>
      (
        await t
          .anyone()
          .post('/api/v1/auth/login', { username: 'admin', password: 'Test-password-1' })
      ).body as Pair;
    const [first, second] = [await signIn(), await signIn()];
    const nobody = await t.anyone().post('/api/v1/auth/logout');
    expect(nobody.body).toMatchObject({ type: '/problems/unauthenticated', status: 401 });
    await t
      .anyone()
      .post('/api/v1/auth/logout', {}, { Authorization: `Bearer ${first.accessToken}` })
      .expect(204);
    const ended = await t
      .anyone()
      .post('/api/v1/auth/refresh', { refreshToken: second.refreshToken });
    expect(ended.body).toMatchObject({ type: '/problems/unauthenticated', status: 401 });
  });

  test('a refusal has a page that says how to put it right', async () => {
    const page = await t.anyone().get('/problems/voucher-unbalanced').expect(200);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.text).toContain('凭证借贷不平衡');
    await t.anyone().get('/problems/constructor').expect(404);
  });

  test('logout ends the refresh token, and says nothing of one that is unknown', async () => {
    const anyone = t.anyone();
    const { body } = await anyone
      .post('/api/v1/auth/login', { username: 'admin', password: 'Test-password-1' })
      .expect(200);
    const { refreshToken } = body as Pair;
    await anyone.post('/api/v1/auth/logout', { refreshToken }).expect(204);
    const ended = await anyone.post('/api/v1/auth/refresh', { refreshToken });
    expect(ended.body).toMatchObject({ type: '/problems/unauthenticated', status: 401 });
    await anyone.post('/api/v1/auth/logout', { refreshToken: 'unknown' }).expect(204);
  });

  test('a refresh token works once; shown twice, its whole family ends', async () => {
    const anyone = t.anyone();
    const { body: first } = await anyone
      .post('/api/v1/auth/login', { username: 'admin', password: 'Test-password-1' })
      .expect(200);
    const { body: second } = await anyone
      .post('/api/v1/auth/refresh', { refreshToken: (first as Pair).refreshToken })
      .expect(200);
    const me = await anyone
      .get('/api/v1/me')
      .set('Authorization', `Bearer ${(second as Pair).accessToken}`)
      .expect(200);
    expect(me.body).toMatchObject({ username: 'admin', duties: [{ role: 'admin', scope: '%' }] });
    const again = await anyone.post('/api/v1/auth/refresh', {
      refreshToken: (first as Pair).refreshToken,
    });
    expect(again.body).toMatchObject({ type: '/problems/unauthenticated' });
    const ended = await anyone.post('/api/v1/auth/refresh', {
      refreshToken: (second as Pair).refreshToken,
    });
    expect(ended.body).toMatchObject({ type: '/problems/unauthenticated' });
  });
});

interface Pair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** A path with something in the place of each parameter. */
function filled(path: string): string {
  const values: Readonly<Record<string, string>> = {
    communityCode: '511602002001',
    streetCode: '511602002',
    districtCode: '511602',
    bookNo: '1',
    month: '2026-01',
    year: '2025',
    accountCode: '102',
  };
  return `/api/v1/${path}`.replace(
    /:([a-zA-Z]+)/g,
    (_, name: string) => values[name] ?? randomUUID(),
  );
}

function send(client: Client, method: string, path: string): supertest.Test {
  if (method === 'POST') return client.post(path);
  if (method === 'PUT') return client.put(path);
  return method === 'DELETE' ? client.delete(path) : client.get(path);
}

@Controller('silent')
class SilentController {
  @Public()
  @Get('known')
  known(): string {
    return 'known';
  }

  @Get('secrets')
  secrets(): string {
    return 'secret';
  }
}

async function silentApplication(): Promise<TestingModule> {
  return Test.createTestingModule({ controllers: [SilentController] }).compile();
}
