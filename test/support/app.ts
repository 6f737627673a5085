import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import { createApplication } from '../../src/application.js';
import { IdentityService } from '../../src/identity/identity.service.js';
import type { Role } from '../../src/kernel/role.js';
import type { ConfigValues } from '../../src/platform/config/config.js';
import { Database } from '../../src/platform/database/database.js';
import { openDatabase } from '../../src/platform/database/data-source.js';
import { SYSTEM_CONTEXT } from '../../src/platform/database/request-context.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';

const SECRET = 'a-secret-for-tests-only-0123456789abcdef';
const PASSWORD = 'Test-password-1';

/** A running application over a database of its own, and people who speak to it over HTTP. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly database: Database;
  readonly ownerUrl: string;
  /** URL of the service's own restricted login: what an attacker with its password could use. */
  readonly serviceUrl: string;
  /** Signs in; the same name is signed in once. */
  as(username: string): Promise<Client>;
  anyone(): Client;
  /** A community with one person for each role: usernames are `<role>.<last 3 digits of the code>`, supervisors a, b, c. */
  community(code?: string): Promise<string>;
  close(): Promise<void>;
}

/** One person's way to speak to the service; every write carries an Idempotency-Key unless told otherwise. */
export interface Client {
  get(path: string): supertest.Test;
  post(path: string, body?: object, headers?: Record<string, string>): supertest.Test;
  put(path: string, body?: object): supertest.Test;
  delete(path: string): supertest.Test;
  /** Sends a file as the whole body. */
  upload(
    path: string,
    content: Buffer,
    type: string,
    headers?: Record<string, string>,
  ): supertest.Test;
}

/** Starts the application; `now` is where its clock starts; the database is a migrated one of its own unless given. */
export async function startTestApp(
  now = '2026-02-10T09:00:00+08:00',
  given?: TestDatabase,
): Promise<TestApp> {
  const test = given ?? (await createTestDatabase());
  const source = await openDatabase(test.ownerUrl, SECRET, 10);
  const app = await createApplication(configValues(now), source);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const database = app.get(Database);
  const people = new Map<string, Promise<Client>>();
  const as = (username: string): Promise<Client> => {
    const known = people.get(username) ?? signIn(app, username);
    people.set(username, known);
    return known;
  };
  await database.write(SYSTEM_CONTEXT, (tx) =>
    app.get(IdentityService).createFirstAdministrator(tx, 'admin', PASSWORD),
  );
  return {
    app,
    database,
    ownerUrl: test.ownerUrl,
    serviceUrl: (source.options as { url: string }).url,
    as,
    anyone: () => client(app, {}),
    community: async (code = '511602002001') => makeCommunity(await as('admin'), code),
    close: async () => {
      await app.close();
      await source.destroy();
      await test.drop();
    },
  };
}

/** What the service is told when it runs for tests. */
export function configValues(now: string): ConfigValues {
  return {
    databaseUrl: null,
    port: 0,
    host: '127.0.0.1',
    dataDirectory: '/nonexistent',
    jwtSecret: SECRET,
    publicBaseUrl: 'http://gongzhang.test',
    startsAt: new Date(now),
    adminUsername: 'admin',
    adminPassword: PASSWORD,
    production: false,
    log: 'quiet',
    filingDueDays: 15,
    trustProxy: ['127.0.0.1', '::1'],
    requestSeconds: 60,
    fonts: {},
  };
}

async function signIn(app: NestFastifyApplication, username: string): Promise<Client> {
  const { body } = await client(app, {})
    .post('/api/v1/auth/login', { username, password: PASSWORD })
    .expect(200);
  return client(app, { Authorization: `Bearer ${(body as { accessToken: string }).accessToken}` });
}

function client(app: NestFastifyApplication, headers: Record<string, string>): Client {
  const agent = supertest(app.getHttpServer());
  const key = (): Record<string, string> =>
    'Authorization' in headers ? { 'Idempotency-Key': randomUUID() } : {};
  return {
    get: (path) => agent.get(path).set(headers),
    post: (path, body = {}, more = key()) =>
      agent
        .post(path)
        .set({ ...headers, ...more })
        .send(body),
    put: (path, body = {}) =>
      agent
        .put(path)
        .set({ ...headers, ...key() })
        .send(body),
    delete: (path) => agent.delete(path).set({ ...headers, ...key() }),
    upload: (path, content, type, more = key()) =>
      agent
        .post(path)
        .set({ ...headers, ...more, 'Content-Type': type })
        .serialize((body: unknown) => body as string)
        .send(content),
  };
}

const PEOPLE: readonly (readonly [string, string, readonly Role[]])[] = [
  ['accountant', '会计甲', ['accountant']],
  ['reviewer', '审核乙', ['reviewer']],
  ['cashier', '出纳丙', ['cashier']],
  ['director', '主任丁', ['director']],
  ['secretary', '书记戊', ['party-secretary']],
  ['supervisor-a', '监督委员己', ['supervisor']],
  ['supervisor-b', '监督委员庚', ['supervisor']],
  ['supervisor-c', '监督委员辛', ['supervisor']],
  ['street', '街道经办壬', ['street-officer']],
  ['district', '区经办癸', ['district-officer']],
  ['auditor', '审计子', ['auditor']],
];

async function makeCommunity(admin: Client, code: string): Promise<string> {
  await admin
    .post('/api/v1/communities', {
      code,
      name: '示范社区',
      streetName: '北辰街道',
      districtName: '广安区',
    })
    .expect(201);
  for (const [username, name, roles] of PEOPLE) {
    await admin
      .post(`/api/v1/communities/${code}/users`, {
        username: `${username}.${code.slice(-3)}`,
        name,
        roles,
        password: PASSWORD,
      })
      .expect(201);
  }
  return code;
}
