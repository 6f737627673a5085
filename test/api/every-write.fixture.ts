import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import type { TestApp } from '../support/app.js';
import type { Owner } from '../support/stored-rows.js';
import { idOf } from './closed-month.fixture.js';
import type { Person } from './oversight.fixture.js';

/** One write, and who does it; a name without a dot is of the community that ends in 001. */
export interface Deed {
  readonly route: string;
  readonly who: string;
  readonly send: (person: Person) => supertest.Test;
  /** Keeps what a later deed is about. */
  readonly then?: (answer: supertest.Response) => void;
}

/** What a deed leaves for those that come after it. */
export const left: Record<string, string> = {};
/** Keeps the id of what a deed made under a name. */
export const keeps =
  (name: string): NonNullable<Deed['then']> =>
  (answer) => {
    left[name] = idOf(answer);
  };

const PASSWORD = 'Test-password-1';

/** Signs a person in; nobody is a resident without a login. */
export async function signedIn(t: TestApp, who: string, password = PASSWORD): Promise<Person> {
  const agent = supertest(t.app.getHttpServer());
  const authorization = who === 'nobody' ? {} : { Authorization: `Bearer ${await token(t, who)}` };
  const headers = (): Record<string, string> => ({
    ...authorization,
    'Idempotency-Key': randomUUID(),
  });
  return {
    get: (path) => agent.get(path).set(headers()),
    post: (path, body = {}) => agent.post(path).set(headers()).send(body),
    put: (path, body = {}) => agent.put(path).set(headers()).send(body),
    delete: (path) => agent.delete(path).set(headers()),
    upload: (path, content, type) =>
      agent
        .post(path)
        .set({ ...headers(), 'Content-Type': type })
        .serialize((body: unknown) => body as string)
        .send(content),
  };

  async function token(app: TestApp, name: string): Promise<string> {
    const username = name === 'admin' || name.includes('.') ? name : `${name}.001`;
    const { body } = await app
      .anyone()
      .post('/api/v1/auth/login', { username, password })
      .expect(200);
    return (body as { accessToken: string }).accessToken;
  }
}

/** Does something while the operation log takes no row: it refuses, for what is a fault of the service would be told loudly. */
export async function withoutLog<T>(owner: Owner, work: () => Promise<T>): Promise<T> {
  await owner.query(
    `CREATE OR REPLACE FUNCTION lose_log() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM refuse('forbidden'); END $$`,
  );
  await owner.query(
    'CREATE TRIGGER lost BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION lose_log()',
  );
  try {
    return await work();
  } finally {
    await owner.query('DROP TRIGGER lost ON audit_event');
  }
}
