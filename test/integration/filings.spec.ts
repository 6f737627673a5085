import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import type { FilingData } from '../../src/filings/domain/filing-data.js';
import { FILING_STATES, FILING_STEPS } from '../../src/filings/domain/filing-state.js';
import { canonicalJson, type MonthReport } from '../../src/oversight/domain/month-report.js';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  asOwner,
  asService,
  bookWithVouchers,
  filingOf,
  personId,
  publishQuarter,
  refusedBy,
} from './filings.fixture.js';

const CODE = '511602002001';
const SIGNERS = [
  ['accountant', 'accountant.001'],
  ['director', 'director.001'],
  ['party-secretary', 'secretary.001'],
  ['supervisor', 'supervisor-a.001'],
] as const;
const PAPER = `'\\x255044462d312e37'::bytea`;

let t: TestApp;
let reports: MonthReport[];
const people = new Map<string, string>();

beforeAll(async () => {
  t = await startTestApp('2026-04-08T10:00:00+08:00');
  await t.community(CODE);
  await t.community('511602002002');
  await bookWithVouchers(t, CODE);
  reports = await publishQuarter(t, CODE, 'approved');
  for (const name of ['cashier.001', 'street.001', 'supervisor-b.001', 'street.002']) {
    people.set(name, await personId(t, name));
  }
  for (const [, name] of SIGNERS) people.set(name, await personId(t, name));
}, 60_000);

afterAll(async () => {
  await t.close();
});

let serial = 0;
function codeOf(n: number): string {
  return String(n).padStart(16, '0');
}

const data = (version: number, code: string): FilingData => filingOf(reports, version, code);

const acting = <T>(username: string, work: (client: Client) => Promise<T>): Promise<T> =>
  asService(t, { scope: CODE, actor: people.get(username)! }, work);

async function insert(
  client: Client,
  filing: FilingData,
  over: { state?: string } = {},
): Promise<string> {
  const id = randomUUID();
  serial += 1;
  await client.query(
    `INSERT INTO filing (community_code, id, quarter, version, state, code, document_year, document_no, data, data_sha256,
       due_on, compiled_by, compiled_by_name)
     VALUES ($1, $2, $3, $4, $5, $6, 2026, $7, $8, sha256(convert_to($8, 'UTF8')), '2026-04-15', $9, '会计甲')`,
    [
      CODE,
      id,
      filing.quarter,
      filing.version,
      over.state ?? 'drafted',
      filing.code,
      serial,
      canonicalJson(filing),
      people.get('accountant.001'),
    ],
  );
  return id;
}

const sign = (username: string, role: string, id: string): Promise<unknown> =>
  acting(username, (client) =>
    client.query(
      `INSERT INTO filing_signature (community_code, filing_id, role, signer_id, signer_name, signed_at)
       VALUES ($1, $2, $3, $4, '别人', now())`,
      [CODE, id, role, people.get('supervisor-b.001')],
    ),
  );

const step = (id: string, state: string): Promise<unknown> =>
  acting('secretary.001', (client) =>
    client.query('UPDATE filing SET state = $3 WHERE community_code = $1 AND id = $2', [
      CODE,
      id,
      state,
    ]),
  );

describe('a filing in the database', () => {
  test('takes no month that is not published', async () => {
    const filing = data(1, codeOf(1));
    expect(await refusedBy(acting('accountant.001', (client) => insert(client, filing)))).toBe(
      'filing-month-not-published',
    );
    await asOwner(t, async (client) => {
      await client.query('ALTER TABLE accounting_month DISABLE TRIGGER USER');
      await client.query(`UPDATE accounting_month SET state = 'published'`);
      await client.query('ALTER TABLE accounting_month ENABLE TRIGGER USER');
    });
    expect(
      await refusedBy(
        acting('accountant.001', async (client) => {
          await client.query('BEGIN');
          await insert(client, filing);
          await client.query('ROLLBACK');
        }),
      ),
    ).toBe('nothing');
  });

  test.each([
    [
      'an income',
      (f: FilingData) => ({
        ...f,
        books: [
          {
            ...f.books[0]!,
            months: [
              { ...f.books[0]!.months[0]!, income: '300.01' },
              ...f.books[0]!.months.slice(1),
            ],
          },
        ],
      }),
    ],
    [
      'a chain head',
      (f: FilingData) => ({
        ...f,
        books: [{ ...f.books[0]!, chain: { ...f.books[0]!.chain, seq: 2 } }],
      }),
    ],
    [
      'a month’s digest',
      (f: FilingData) => ({
        ...f,
        months: [{ ...f.months[0]!, reportSha256: '00' }, ...f.months.slice(1)],
      }),
    ],
    ['a total', (f: FilingData) => ({ ...f, totals: { ...f.totals, income: '550.51' } })],
    [
      'a book’s quarter',
      (f: FilingData) => ({ ...f, books: [{ ...f.books[0]!, closing: '999.00' }] }),
    ],
    ['a book left out', (f: FilingData) => ({ ...f, books: [] })],
    [
      'another quarter’s label',
      (f: FilingData) => ({ ...f, community: { ...f.community, code: '511602002002' } }),
    ],
  ])('takes no figures that were not reported: %s', async (_, forge) => {
    const forged = forge(data(1, codeOf(1)));
    expect(await refusedBy(acting('accountant.001', (client) => insert(client, forged)))).toBe(
      'filing-not-of-reports',
    );
  });

  test('is compiled by an accountant of the community, and begins as a draft', async () => {
    const filing = data(1, codeOf(1));
    expect(await refusedBy(acting('cashier.001', (client) => insert(client, filing)))).toBe(
      'forbidden',
    );
    expect(
      await refusedBy(
        acting('accountant.001', (client) => insert(client, filing, { state: 'signed' })),
      ),
    ).toBe('filing-step-unknown');
  });

  test('is one at a time for a quarter, also when two are compiled at once', async () => {
    const both = await Promise.all(
      [11, 12].map((n) =>
        refusedBy(acting('accountant.001', (client) => insert(client, data(1, codeOf(n))))),
      ),
    );
    expect(both.sort()).toEqual(['filing-already-live', 'nothing']);
  });

  test('is signed by each in his own name and duty, once, and only then moves on', async () => {
    const id = await theFiling();
    expect(await refusedBy(step(id, 'signed'))).toBe('filing-signature-missing');
    expect(await refusedBy(sign('cashier.001', 'accountant', id))).toBe('forbidden');
    expect(await refusedBy(sign('accountant.001', 'director', id))).toBe('forbidden');
    for (const [role, name] of SIGNERS) await sign(name, role, id);
    expect(await refusedBy(sign('supervisor-b.001', 'supervisor', id))).toBe(
      'filing_signed_already',
    );
    const { rows } = await asOwner(t, (client) =>
      client.query('SELECT signer_id FROM filing_signature WHERE role = $1', ['director']),
    );
    expect(rows).toEqual([{ signer_id: people.get('director.001') }]);
    expect(await refusedBy(step(id, 'signed'))).toBe('nothing');
    expect(await refusedBy(sign('supervisor-b.001', 'supervisor', id))).toBe('filing-step-unknown');
  });

  test('is submitted with its paper and bears the digest of its bytes', async () => {
    const id = await theFiling();
    const submit = (
      username: string,
      bytes: string,
      digest = `sha256(${bytes})`,
    ): Promise<unknown> =>
      acting(username, (client) =>
        client.query(
          `INSERT INTO filing_submission (community_code, filing_id, pdf, pdf_sha256, submitted_by, submitted_by_name, submitted_at)
           VALUES ($1, $2, ${bytes}, ${digest}, $3, '书记戊', now())`,
          [CODE, id, people.get('secretary.001')],
        ),
      );
    expect(await refusedBy(step(id, 'submitted'))).toBe('filing-paper-missing');
    expect(await refusedBy(submit('accountant.001', PAPER))).toBe('forbidden');
    expect(await refusedBy(submit('secretary.001', `'\\x00'::bytea`))).toBe('filing_paper_missing');
    expect(await refusedBy(submit('secretary.001', PAPER, `'\\x00'::bytea`))).toBe(
      'filing_paper_bears_its_digest',
    );
    expect(await refusedBy(submit('secretary.001', PAPER))).toBe('nothing');
    expect(await refusedBy(step(id, 'submitted'))).toBe('nothing');
  });

  test('is decided by an officer of the street and nobody else', async () => {
    const id = await theFiling();
    const accept = (username: string): Promise<unknown> =>
      acting(username, (client) => client.query('SELECT accept_filing($1, $2, NULL)', [CODE, id]));
    const giveBack = (username: string): Promise<unknown> =>
      acting(username, (client) =>
        client.query(
          `INSERT INTO filing_return (community_code, filing_id, reasons, by_street, returned_by, returned_by_name, returned_at)
           VALUES ($1, $2, '理由', true, $3, '', now())`,
          [CODE, id, people.get(username)],
        ),
      );
    expect(await refusedBy(step(id, 'accepted'))).toBe('filing-decision-missing');
    expect(await refusedBy(accept('director.001'))).toBe('forbidden');
    expect(await refusedBy(giveBack('director.001'))).toBe('forbidden');
    expect(await refusedBy(accept('street.001'))).toBe('nothing');
    expect(await refusedBy(accept('street.001'))).toBe('filing-step-unknown');
    expect(await refusedBy(giveBack('street.001'))).toBe('filing-step-unknown');
  });

  test('never changes and never goes, whoever asks', async () => {
    const id = await theFiling();
    const attacks = [
      `UPDATE filing SET data = '{}' WHERE id = '${id}'`,
      `UPDATE filing_submission SET pdf = '\\x00'`,
      `DELETE FROM filing_signature`,
      `DELETE FROM filing_acceptance`,
      `TRUNCATE filing_submission`,
      `DELETE FROM filing`,
    ];
    for (const attack of attacks) {
      expect(await refusedBy(acting('secretary.001', (client) => client.query(attack)))).toBe(
        '42501',
      );
      expect(await refusedBy(asOwner(t, (client) => client.query(attack)))).toBe(
        'record-immutable',
      );
    }
    expect(
      await refusedBy(
        acting('street.001', (client) =>
          client.query(
            `INSERT INTO filing_acceptance SELECT community_code, id, left(community_code, 9), 2026, 7, 'x', NULL, compiled_by, 'x', now() FROM filing`,
          ),
        ),
      ),
    ).toBe('42501');
  });

  test('is invisible to another community and another street', async () => {
    const counts = await Promise.all(
      ['511602002002', '511602003', '511602002', CODE].map((scope) =>
        asService(t, { scope }, async (client) => {
          const { rows } = await client.query<{ n: number }>(
            'SELECT count(*)::int AS n FROM filing',
          );
          return rows[0]!.n;
        }),
      ),
    );
    expect(counts).toEqual([0, 0, 1, 1]);
  });

  test('walks only the steps that both tables name', async () => {
    const { rows } = await asOwner(t, (client) =>
      client.query<{ from_state: string; to_state: string }>('SELECT * FROM filing_step'),
    );
    expect(rows.map(({ from_state, to_state }) => `${from_state} ${to_state}`).sort()).toEqual(
      FILING_STEPS.map((pair) => pair.join(' ')).sort(),
    );
    const id = await theFiling();
    for (const to of FILING_STATES.filter((state) => state !== 'accepted')) {
      expect(await refusedBy(step(id, to))).toBe('filing-step-unknown');
    }
    expect(await refusedBy(step(id, 'accepted'))).toBe('nothing');
  });
});

async function theFiling(): Promise<string> {
  const { rows } = await asOwner(t, (client) =>
    client.query<{ id: string }>('SELECT id FROM filing'),
  );
  return rows[0]!.id;
}
