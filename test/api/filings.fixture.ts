import { createHash } from 'node:crypto';
import { expect } from '@jest/globals';
import type supertest from 'supertest';
import { bookWithVouchers, publishQuarter } from '../integration/filings.fixture.js';
import { startTestApp, type TestApp } from '../support/app.js';

export const CODE = '511602002001';
export const NEIGHBOUR = '511602002002';
/** Communities of another street of the district. */
export const ELSEWHERE = ['511602003003', '511602003004', '511602003005'] as const;
export const SIGNERS = ['accountant', 'director', 'secretary', 'supervisor-a'];

/** People who file over HTTP. */
export interface Filers {
  readonly t: TestApp;
  post(who: string, path: string, body?: object): Promise<supertest.Response>;
  get(who: string, path: string): Promise<supertest.Response>;
  /** The bytes of an answer. */
  file(who: string, path: string): Promise<Buffer>;
  compiled(code: string): Promise<string>;
  submitted(code: string): Promise<string>;
  /** The latest version of the community's filing. */
  latest(code: string): Promise<{ id: string; code: string; number: string }>;
}

/** Starts the service with published quarters in these communities; the last month of NEIGHBOUR is not published. */
export async function startFilers(codes: readonly string[]): Promise<Filers> {
  const t = await startTestApp('2026-04-08T10:00:00+08:00');
  for (const code of codes) {
    await t.community(code);
    await bookWithVouchers(t, code);
    await publishQuarter(t, code, code === NEIGHBOUR ? 'approved' : 'published');
  }
  const post: Filers['post'] = async (who, path, body = {}) =>
    (await t.as(who)).post(`/api/v1/${path}`, body);
  const get: Filers['get'] = async (who, path) => (await t.as(who)).get(`/api/v1/${path}`);
  const compiled: Filers['compiled'] = async (code) => {
    const body = { quarter: '2026-Q1' };
    const answer = await post(`accountant.${code.slice(-3)}`, `communities/${code}/filings`, body);
    expect(answer.body).toMatchObject({ quarter: '2026-Q1', state: 'drafted' });
    return (answer.body as { id: string }).id;
  };
  return {
    t,
    post,
    get,
    file: async (who, path) => bytesOf((await t.as(who)).get(`/api/v1/${path}`)),
    compiled,
    submitted: async (code) => {
      const id = await compiled(code);
      const last = code.slice(-3);
      for (const role of SIGNERS) {
        expect((await post(`${role}.${last}`, `filings/${id}/sign`)).status).toBe(200);
      }
      const answer = await post(`secretary.${last}`, `filings/${id}/submit`);
      expect(answer.body).toMatchObject({ state: 'submitted', submittedBy: '书记戊' });
      return id;
    },
    latest: async (code) => {
      const { body } = await get(
        `auditor.${code.slice(-3)}`,
        `communities/${code}/filings?limit=1`,
      );
      return (body as { items: { id: string; code: string; number: string }[] }).items[0]!;
    },
  };
}

async function bytesOf(request: supertest.Test): Promise<Buffer> {
  const answer = await request
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        done(null, Buffer.concat(parts));
      });
    })
    .expect(200);
  return answer.body as Buffer;
}

/** SHA-256 in hexadecimal. */
export function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
