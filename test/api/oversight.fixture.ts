import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { Client as PgClient } from 'pg';
import { localDateOf } from '../../src/kernel/local-date.js';
import { Clock } from '../../src/platform/clock/clock.js';
import type { MeetingRecord } from '../../src/oversight/domain/meeting-record.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { allocated, approved, openTreasuryBooks, received } from '../support/treasury-books.js';
import { treasuryPeople } from '../support/treasury-books.js';

const PASSWORD = 'Test-password-1';

/** A community whose January 2026 has money in it, and a calendar that can be turned. */
export interface Neighbourhood {
  readonly t: TestApp;
  readonly code: string;
  /** /api/v1/communities/<code> */
  readonly base: string;
  /** Turns the calendar to an instant, in Asia/Shanghai. */
  turnTo(instant: string): void;
  today(): string;
  /** Signs in, anew after a turn of the calendar: no token outlives it. */
  as(name: string): Promise<Person>;
  close(): Promise<void>;
}

export interface Person {
  get(path: string): supertest.Test;
  post(path: string, body?: object): supertest.Test;
  put(path: string, body?: object): supertest.Test;
  delete(path: string): supertest.Test;
  /** Sends a file as the whole body. */
  upload(path: string, content: Buffer, type: string): supertest.Test;
}

/** January 2026: rent 8,000.00 in, repair 600.00 and cleaning 1,500.00 out, everything posted, nothing reconciled. */
export async function neighbourhood(code = '511602002001'): Promise<Neighbourhood> {
  const t = await startTestApp('2026-02-02T09:00:00+08:00');
  const { base } = await openTreasuryBooks(t, code);
  const people = await treasuryPeople(t, code);
  await received(people, `${base}/books/1`, { amount: '8000.00', payer: '张建国' });
  await allocated(people, `${base}/books/1`, '2100.00');
  await paid(people, base, { purpose: '维修门面屋顶', payee: '广安修缮队', amount: '600.00' });
  await paid(people, base, { purpose: '一月保洁', payee: '李明华', amount: '1500.00' });
  const clock = t.app.get(Clock);
  const turned = { offset: 0 };
  const signedIn = new Map<string, Promise<Person>>();
  const real = clock.now.bind(clock);
  clock.now = () => new Date(real().getTime() + turned.offset);
  return {
    t,
    code,
    base,
    turnTo: (instant) => {
      signedIn.clear();
      turned.offset += new Date(`${instant}+08:00`).getTime() - clock.now().getTime();
    },
    today: () => localDateOf(clock.now()),
    as: (name) => {
      const person = signedIn.get(name) ?? signIn(t, `${name}.${code.slice(-3)}`);
      signedIn.set(name, person);
      return person;
    },
    close: () => t.close(),
  };
}

async function paid(
  people: Awaited<ReturnType<typeof treasuryPeople>>,
  base: string,
  request: { purpose: string; payee: string; amount: string },
): Promise<void> {
  const requestId = await approved(people, `${base}/books/1`, { date: '2026-01-06', ...request });
  await people.cashier
    .post(`${base}/books/1/payments`, { requestId, date: '2026-01-08' })
    .expect(201);
}

async function signIn(t: TestApp, username: string): Promise<Person> {
  const agent = supertest(t.app.getHttpServer());
  const { body } = await agent
    .post('/api/v1/auth/login')
    .send({ username, password: PASSWORD })
    .expect(200);
  const headers = () => ({
    Authorization: `Bearer ${(body as { accessToken: string }).accessToken}`,
    'Idempotency-Key': randomUUID(),
  });
  return {
    get: (path) => agent.get(path).set(headers()),
    post: (path, content = {}) => agent.post(path).set(headers()).send(content),
    put: (path, content = {}) => agent.put(path).set(headers()).send(content),
    delete: (path) => agent.delete(path).set(headers()),
    upload: (path, content, type) =>
      agent
        .post(path)
        .set({ ...headers(), 'Content-Type': type })
        .serialize((body: unknown) => body as string)
        .send(content),
  };
}

/** Brings the bank's statements of January and confirms that they agree with the book. */
export async function reconciled({ base, as }: Neighbourhood): Promise<void> {
  const cashier = await as('cashier');
  const statements = [
    {
      accountCode: '10201',
      closingBalance: '5900.00',
      lines: [inflow('8000.00'), outflow('2100.00')],
    },
    {
      accountCode: '10202',
      closingBalance: '0.00',
      lines: [inflow('2100.00', 6), outflow('600.00', 8), outflow('1500.00', 8)],
    },
  ];
  for (const statement of statements) {
    await cashier
      .post(`${base}/books/1/bank-statements`, {
        month: '2026-01',
        openingBalance: '0.00',
        ...statement,
      })
      .expect(201);
  }
  const accountant = await as('accountant');
  await accountant.post(`${base}/books/1/reconciliations/2026-01/match`, { automatic: true });
  await accountant.post(`${base}/books/1/reconciliations/2026-01/confirm`, {}).expect(200);
}

function inflow(amount: string, on = 5): object {
  return { date: `2026-01-0${on}`, description: '转入', in: amount };
}

function outflow(amount: string, on = 6): object {
  return { date: `2026-01-0${on}`, description: '转出', out: amount };
}

/** Calls a meeting on the reported month, everybody present. */
export async function inSession({ base, as, today }: Neighbourhood): Promise<MeetingRecord> {
  const chair = await as('supervisor-a');
  const { body } = await chair
    .post(`${base}/months/2026-01/meetings`, { date: today(), place: '社区会议室' })
    .expect(201);
  const { id } = body as MeetingRecord;
  const present = ['supervisor-a.001', 'supervisor-b.001', 'supervisor-c.001'];
  const { body: begun } = await chair
    .put(`/api/v1/meetings/${id}/attendance`, { present })
    .expect(200);
  return begun as MeetingRecord;
}

/** The month from the bank to the approving meeting. */
export async function approvedMonth(n: Neighbourhood): Promise<MeetingRecord> {
  await reconciled(n);
  await (await n.as('accountant')).post(`${n.base}/months/2026-01/report`).expect(200);
  const meeting = await inSession(n);
  for (const name of ['supervisor-a', 'supervisor-b']) {
    await (
      await n.as(name)
    )
      .put(`/api/v1/meetings/${meeting.id}/votes`, { votes: [{ item: 'all', choice: 'approve' }] })
      .expect(200);
  }
  const { body } = await (
    await n.as('supervisor-a')
  )
    .post(`/api/v1/meetings/${meeting.id}/conclude`, { opinion: '账目清楚' })
    .expect(200);
  return body as MeetingRecord;
}

/** A connection of the service's own login, as a person, at an instant. */
export async function attack(
  { t, code }: Neighbourhood,
  username: string,
  now = '2026-02-03T02:00:00Z',
): Promise<PgClient> {
  const client = new PgClient({ connectionString: t.serviceUrl });
  await client.connect();
  await client.query(
    `SELECT set_config('gongzhang.scope', $1, false), set_config('gongzhang.now', $2, false),
       set_config('gongzhang.actor_name', '攻击者', false)`,
    [code, now],
  );
  await client.query(
    `SELECT set_config('gongzhang.actor', (SELECT id::text FROM app_user WHERE username = $1), false)`,
    [`${username}.${code.slice(-3)}`],
  );
  return client;
}
