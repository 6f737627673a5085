import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { compileFiling } from '../../src/filings/domain/compile-filing.js';
import type { FilingData } from '../../src/filings/domain/filing-data.js';
import { HEAD, QUARTER } from '../../src/filings/domain/quarter.fixture.js';
import {
  canonicalJson,
  type MonthReport,
  sha256,
} from '../../src/oversight/domain/month-report.js';
import type { TestApp } from '../support/app.js';

/** What each month of the quarter moved, worked out by hand. */
export const FLOWS = [
  ['2026-01', '1000.00', '300.00', '100.00', '1200.00'],
  ['2026-02', '1200.00', '250.50', '0.00', '1450.50'],
  ['2026-03', '1450.50', '0.00', '450.50', '1000.00'],
] as const;

/** Connects as the owner, who may do what no service can; sees every community. */
export async function asOwner<T>(t: TestApp, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: t.ownerUrl });
  await client.connect();
  try {
    await client.query(`SELECT set_config('gongzhang.scope', '%', false)`);
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Connects with the service's own restricted login in a context. */
export async function asService<T>(
  t: TestApp,
  context: { readonly scope: string; readonly actor?: string; readonly now?: string },
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: t.serviceUrl });
  await client.connect();
  try {
    await client.query(
      `SELECT set_config('gongzhang.scope', $1, false), set_config('gongzhang.actor', $2, false),
         set_config('gongzhang.now', $3, false)`,
      [context.scope, context.actor ?? '', context.now ?? '2026-04-08T02:00:00Z'],
    );
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The id of a person by username. */
export async function personId(t: TestApp, username: string): Promise<string> {
  return asOwner(t, async (client) => {
    const found = await client.query<{ id: string }>(
      'SELECT id FROM app_user WHERE username = $1',
      [username],
    );
    return found.rows[0]!.id;
  });
}

/** A collective book with three vouchers in its chain. */
export async function bookWithVouchers(t: TestApp, code: string): Promise<void> {
  const last = code.slice(-3);
  const accountant = await t.as(`accountant.${last}`);
  const reviewer = await t.as(`reviewer.${last}`);
  const books = `/api/v1/communities/${code}/books`;
  await accountant
    .post(books, {
      kind: 'collective',
      name: '集体资产账',
      standard: 'rural-collective-2023',
      openedOn: '2026-01-01',
    })
    .expect(201);
  for (const [month] of FLOWS) {
    const { body } = await accountant
      .post(`${books}/1/vouchers`, {
        date: `${month}-20`,
        attachmentCount: 1,
        lines: [
          { summary: '计提门面租金', accountCode: '112', debit: '10.00' },
          { summary: '计提门面租金', accountCode: '501', credit: '10.00' },
        ],
      })
      .expect(201);
    await reviewer.post(`${books}/1/vouchers/${body.id}/review`).expect(200);
    await accountant.post(`${books}/1/vouchers/${body.id}/post`).expect(200);
  }
}

function reportOf(
  code: string,
  [month, opening, income, expenditure, closing]: (typeof FLOWS)[number],
  chain: { seq: number; head: string },
): MonthReport {
  const movement = {
    date: `${month}-10`,
    counterparty: null,
    counterpartyKind: null,
    handledBy: null,
    approvedBy: [],
  };
  return {
    format: 'month-report/1',
    community: { code, name: '示范社区', streetName: '北辰街道', districtName: '广安区' },
    month,
    version: 1,
    reportedAt: '2026-04-02T01:00:00.000Z',
    reportedBy: '会计甲',
    books: [
      {
        bookNo: 1,
        kind: 'collective',
        name: '集体资产账',
        standard: 'rural-collective-2023',
        movements: {
          opening,
          income:
            income === '0.00'
              ? []
              : [
                  {
                    ...movement,
                    id: '1:记-1',
                    voucher: '记-1',
                    item: '门面租金',
                    nature: 'income' as const,
                    account: { code: '501', name: '经营收入' },
                    amount: income,
                  },
                ],
          incomeTotal: income,
          expenditure:
            expenditure === '0.00'
              ? []
              : [
                  {
                    ...movement,
                    id: '1:记-2',
                    voucher: '记-2',
                    item: '维修',
                    nature: 'expense' as const,
                    account: { code: '511', name: '经营支出' },
                    amount: expenditure,
                  },
                ],
          expenditureTotal: expenditure,
          closing,
          pettyCash: '0.00',
          pettyCashSpent: [],
          pettyCashSpentTotal: '0.00',
        },
        receivables: [{ accountCode: '112', name: '应收款', amount: '30.00' }],
        receivablesTotal: '30.00',
        payables: [],
        payablesTotal: '0.00',
        investments: [],
        investmentsTotal: '0.00',
        recognised: { income, expense: expenditure },
        restriction: null,
        funds: [],
        trialBalance: [],
        chain,
      },
    ],
    assets: {
      total: 4,
      leased: 2,
      idle: 1,
      ownUse: 1,
      receivableRent: '30.00',
      arrears: [],
      idleList: [
        { code: 'ZC-1', name: '幸福路12号门面', area: '86.50', unit: '㎡', since: '2026-02-11' },
      ],
      changes: [],
      leases: [],
    },
    charity: { donations: 0, received: '0.00', spent: '0.00', funds: [] },
  };
}

const BYPASSED = [
  'accounting_month',
  'month_report',
  'meeting',
  'meeting_member',
  'meeting_vote',
  'notice',
];

/**
 * Puts the months of a quarter before the filing as their own rooms would leave them, written by the owner with the
 * guards of those rooms off: the figures are the ones above, not what the books would give.
 */
export async function publishQuarter(
  t: TestApp,
  code: string,
  through: 'published' | 'approved' = 'published',
): Promise<MonthReport[]> {
  const supervisor = await personId(t, `supervisor-a.${code.slice(-3)}`);
  return asOwner(t, async (client) => {
    const chain = await client.query<{ seq: number; head: string }>(
      `SELECT seq::int AS seq, encode(head, 'hex') AS head FROM book_chain WHERE community_code = $1`,
      [code],
    );
    for (const table of BYPASSED) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    const reports: MonthReport[] = [];
    for (const flow of FLOWS) {
      const [month] = flow;
      const report = reportOf(code, flow, chain.rows[0]!);
      const state = month === '2026-03' ? through : 'published';
      const figures = canonicalJson(report);
      await client.query(
        `INSERT INTO accounting_month (community_code, month, state) VALUES ($1, $2, $3)
         ON CONFLICT (community_code, month) DO UPDATE SET state = excluded.state`,
        [code, month, state],
      );
      await client.query(
        `INSERT INTO month_report (community_code, month, version, figures, sha256, reported_by, reported_by_name)
         VALUES ($1, $2, 1, $3, sha256(convert_to($3, 'UTF8')), $4, '会计甲')`,
        [code, month, figures, supervisor],
      );
      await insertMeeting(client, code, month, supervisor);
      if (state === 'published') await insertNotice(client, code, month, sha256(figures));
      reports.push(report);
    }
    for (const table of BYPASSED) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    return reports;
  });
}

async function insertMeeting(
  client: Client,
  code: string,
  month: string,
  chair: string,
): Promise<void> {
  const id = randomUUID();
  const date = `2026-0${Number(month.slice(-1)) + 1}-03`;
  await client.query(
    `INSERT INTO meeting (community_code, id, month, report_version, date, place, chair_id, state, quorum_numerator,
       quorum_denominator, majority_numerator, majority_denominator, called_by_name, concluded_at, concluded_by_name)
     VALUES ($1, $2, $3, 1, $4, '社区会议室', $5, 'approved', 2, 3, 1, 2, '监督委员己', $4::date, '监督委员己')`,
    [code, id, month, date, chair],
  );
  await client.query(
    `INSERT INTO meeting_member (community_code, meeting_id, member_id, username, name, present)
     SELECT $1::text, $2, u.id, u.username, u.name, true FROM app_user u
     WHERE u.username LIKE 'supervisor-_.' || right($1::text, 3)`,
    [code, id],
  );
  await client.query(
    `INSERT INTO meeting_vote (community_code, meeting_id, member_id, item, choice, cast_by, cast_by_name)
     SELECT $1::text, $2, m.member_id, 'month', 'approve', m.member_id, m.name FROM meeting_member m
     WHERE m.community_code = $1::text AND m.meeting_id = $2`,
    [code, id],
  );
}

/** The name under which the database refuses; 'nothing' when it does not. */
export async function refusedBy(act: Promise<unknown>): Promise<string> {
  try {
    await act;
    return 'nothing';
  } catch (error) {
    const { code, message, constraint } = error as {
      code: string;
      message: string;
      constraint?: string;
    };
    return code === 'GZ001' ? message : (constraint ?? code);
  }
}

/** What a filing of these reports freezes. */
export function filingOf(
  reports: readonly MonthReport[],
  version: number,
  code: string,
): FilingData {
  const [january, february, march] = QUARTER.months.map((source, index) => ({
    ...source,
    report: reports[index]!,
    reportSha256: sha256(canonicalJson(reports[index])),
  }));
  const months = [january!, february!, march!] as const;
  return compileFiling({ ...HEAD, version, code }, { months, statements: new Map() });
}

/** A notice that hung for fifteen days from the fourth of the month after. */
async function insertNotice(
  client: Client,
  code: string,
  month: string,
  reported: string,
): Promise<void> {
  const id = randomUUID();
  const after = `2026-0${Number(month.slice(-1)) + 1}`;
  const period = { postedOn: `${after}-04`, from: `${after}-05`, through: `${after}-19`, days: 15 };
  const content = canonicalJson({ format: 'notice/1', id, month, sha256: reported, period });
  await client.query(
    `INSERT INTO notice (community_code, id, month, report_version, posted_on, period_from, period_through, content,
       content_sha256, html, html_sha256, pdf, pdf_sha256, published_by, published_by_name, published_at)
     SELECT $1::text, $2, $3, 1, $4::date, $5, $6, $7, sha256(convert_to($7, 'UTF8')), 'h', sha256('h'), 'p', sha256('p'),
       u.id, u.name, $4::date + time '02:00' FROM app_user u WHERE u.username = 'director.' || right($1::text, 3)`,
    [code, id, month, period.postedOn, period.from, period.through, content],
  );
}
