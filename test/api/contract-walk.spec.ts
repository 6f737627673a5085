import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type supertest from 'supertest';
import pg from 'pg';
import { routesOf, type Route } from '../support/routes.js';
import { CODE, NEIGHBOUR, startFilers, type Filers } from './filings.fixture.js';

let f: Filers;
/** An id of each table that a path may name a record of. */
const records = new Map<string, string>();

const PEOPLE: Readonly<Record<string, string>> = {
  accountant: 'accountant.001',
  reviewer: 'reviewer.001',
  cashier: 'cashier.001',
  director: 'director.001',
  'party-secretary': 'secretary.001',
  supervisor: 'supervisor-a.001',
  'street-officer': 'street.001',
  'district-officer': 'district.001',
  auditor: 'auditor.001',
  admin: 'admin',
};
const NOBODY = '00000000-0000-4000-8000-000000000000';
/** What a list needs to be told before it can be given. */
const NEEDED: Readonly<Record<string, string>> = {
  'StreetController.league': 'quarter=2026-Q1',
  'StreetController.streetLeague': 'quarter=2026-Q1',
};
/** Lists for residents, who take nothing away. */
const NOT_TAKEN_AWAY = ['PublicNoticesController.list'];
/** Routes that take a file and nothing else. */
const FILES = [
  'ImportsController.importTable',
  'OpeningImportController.importTable',
  'DocumentsController.upload',
];

beforeAll(async () => {
  f = await startFilers([CODE, NEIGHBOUR]);
  await f.submitted(CODE);
  const { body } = await f.t.anyone().get(`/api/v1/public/notices?community=${CODE}`).expect(200);
  const [notice] = (body as { items: { id: string }[] }).items;
  await f.t
    .anyone()
    .post(`/api/v1/public/notices/${notice?.id}/objections`, { text: '门面租金偏低' })
    .expect(201);
  const owner = new pg.Client({ connectionString: f.t.ownerUrl });
  await owner.connect();
  await owner.query("SELECT set_config('gongzhang.scope', '%', false)");
  for (const { access } of routesOf(f.t.app)) {
    if (access?.kind !== 'duties' || access.record === null) continue;
    const { rows } = await owner.query<{ id: string }>(
      `SELECT id FROM ${access.record} ORDER BY community_code LIMIT 1`,
    );
    records.set(access.record, rows[0]?.id ?? NOBODY);
  }
  await owner.end();
});

afterAll(async () => {
  await f.t.close();
});

function api(method: 'GET' | 'write'): Route[] {
  return routesOf(f.t.app).filter(
    (route) =>
      (route.method === 'GET') === (method === 'GET') &&
      !/^(Pages|Problems|Health|Verify)Controller/.test(route.name),
  );
}

function pathOf({ path, access }: Route): string {
  const record = access?.kind === 'duties' && access.record !== null ? access.record : '';
  return path
    .replace(':communityCode', CODE)
    .replace(':bookNo', '1')
    .replace(':month', '2026-01')
    .replace(':year', '2025')
    .replace(':id', records.get(record) ?? NOBODY)
    .replace(':streetCode', CODE.slice(0, 9))
    .replace(':districtCode', CODE.slice(0, 6))
    .replace(':kind', 'balance-sheet')
    .replace(':journal', 'bank')
    .replace(':accountCode', '102')
    .replace(/:\w+/, 'F1');
}

function whoOf({ access }: Route): string | null {
  if (access?.kind === 'public') return null;
  const role = access?.kind === 'duties' ? access.roles[0] : 'accountant';
  return PEOPLE[role ?? ''] ?? 'admin';
}

async function ask(route: Route, query: string, body: object = {}): Promise<supertest.Response> {
  const who = whoOf(route);
  const client = who === null ? f.t.anyone() : await f.t.as(who);
  const path = `/api/v1/${pathOf(route)}${query}`;
  if (route.method === 'GET') return client.get(path);
  if (route.method === 'PUT') return client.put(path, body);
  if (route.method === 'DELETE') return client.delete(path).send(body);
  return FILES.includes(route.name)
    ? client.upload(
        path,
        Buffer.from('a,b\n'),
        route.path.endsWith('documents') ? 'application/pdf' : 'text/csv',
      )
    : client.post(path, body);
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly errors?: readonly { readonly pointer: string }[];
}

function pointersOf(answer: supertest.Response): string[] {
  return ((answer.body as Answer).errors ?? []).map(({ pointer }) => pointer);
}

describe('what nobody declares is refused, on every route', () => {
  test('an unknown query parameter of a look', async () => {
    const routes = api('GET');
    expect(routes.length).toBeGreaterThan(50);
    for (const route of routes) {
      const answer = await ask(route, '?zzz=1');
      expect([route.name, answer.status, pointersOf(answer)]).toEqual([
        route.name,
        400,
        expect.arrayContaining(['/zzz']),
      ]);
    }
  });

  test('an unknown query parameter of a write', async () => {
    for (const route of api('write')) {
      const answer = await ask(route, '?zzz=1');
      expect([route.name, answer.status, pointersOf(answer)]).toEqual([
        route.name,
        400,
        expect.arrayContaining(['/zzz']),
      ]);
    }
  });

  test('an unknown field of a write, whether it has fields or not', async () => {
    for (const route of api('write').filter(({ name }) => !FILES.includes(name))) {
      const answer = await ask(route, '', { zzz: 1 });
      expect([route.name, answer.status, pointersOf(answer)]).toEqual([
        route.name,
        400,
        expect.arrayContaining(['/zzz']),
      ]);
    }
  });
});

describe('every list is cut into pages and taken away', () => {
  async function lists(): Promise<Route[]> {
    const found: Route[] = [];
    for (const route of api('GET')) {
      const answer = await ask(route, needed(route));
      if (answer.status === 200 && Object.hasOwn(answer.body as object, 'nextCursor')) {
        found.push(route);
      }
    }
    return found;
  }

  const needed = ({ name }: Route): string =>
    NEEDED[name] === undefined ? '' : `?${NEEDED[name]}`;
  const more = (route: Route, rest: string): string => {
    const before = needed(route);
    return before === '' ? `?${rest}` : `${before}&${rest}`;
  };

  test('the pages of one row each are the whole list, once and in order', async () => {
    const routes = await lists();
    expect(routes.length).toBeGreaterThan(20);
    let turned = 0;
    for (const route of routes) {
      const whole = (await ask(route, needed(route))).body as Page;
      const rows: unknown[] = [];
      let cursor: string | null = null;
      do {
        const next = cursor === null ? 'limit=1' : `limit=1&cursor=${cursor}`;
        const page = (await ask(route, more(route, next))).body as Page;
        expect([route.name, page.items.length]).toEqual([
          route.name,
          Math.min(1, whole.items.length),
        ]);
        rows.push(...page.items);
        cursor = page.nextCursor;
        turned += cursor === null ? 0 : 1;
      } while (cursor !== null && rows.length < 5);
      expect([route.name, rows]).toEqual([route.name, whole.items.slice(0, rows.length)]);
    }
    expect(turned).toBeGreaterThan(10);
  });

  test('a cursor of another list is malformed, never an error of ours', async () => {
    const foreign = [
      ['x', 'y'],
      ['x', 9, 'z'],
      ['2026-01-01', 'no-uuid'],
      [{}],
      ['\u0000'],
      [null],
    ];
    for (const route of await lists()) {
      for (const keys of foreign) {
        const cursor = Buffer.from(JSON.stringify(keys)).toString('base64url');
        const answer = await ask(route, more(route, `cursor=${cursor}`));
        expect([route.name, keys, (answer.body as Answer).type]).toEqual([
          route.name,
          keys,
          '/problems/cursor-malformed',
        ]);
        expect(answer.status).toBe(400);
      }
    }
  });

  test('as CSV with a head in Chinese, and as XLSX', async () => {
    const routes = (await lists()).filter(({ name }) => !NOT_TAKEN_AWAY.includes(name));
    for (const route of routes) {
      const csv = await ask(route, more(route, 'format=csv'));
      expect([route.name, csv.status, csv.headers['content-type']]).toEqual([
        route.name,
        200,
        'text/csv; charset=utf-8',
      ]);
      expect([route.name, csv.text.split('\n')[0]]).toEqual([
        route.name,
        expect.stringMatching(/^\uFEFF?[\u4e00-\u9fff]/),
      ]);
      const whole = (await ask(route, more(route, 'limit=500'))).body as Page;
      expect([route.name, csv.text.trimEnd().split('\n').length - 1]).toEqual([
        route.name,
        route.name === 'VouchersController.list'
          ? whole.items.flatMap(({ lines }) => lines as unknown[]).length
          : whole.items.length,
      ]);
      const xlsx = await ask(route, more(route, 'format=xlsx'));
      expect([route.name, xlsx.headers['content-type']]).toEqual([
        route.name,
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ]);
    }
  });
});

interface Page {
  readonly items: readonly { readonly lines?: unknown }[];
  readonly nextCursor: string | null;
}
