import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { approvedMonth, neighbourhood, type Neighbourhood } from '../api/oversight.fixture.js';
import { ATTACKERS, attempt, type Attempt } from './oversight.fixture.js';

let n: Neighbourhood;
let db: Attempt;

const CODE = '511602002001';
const ID = '00000000-0000-4000-8000-000000000001';
const CORRECTION = '00000000-0000-4000-8000-000000000002';
const move = (state: string): string =>
  `UPDATE accounting_month SET state = '${state}' WHERE community_code = '${CODE}' AND month = '2026-01'`;

const LINES = `[{"name": "集体资产账", "income": [{"id": "1:记-1", "voucher": "记-1", "item": "记-2"},
  {"id": "1:记-5", "voucher": "记-5"}], "pettyCash": "0.00"}, {"name": "慈善基金账", "income": [{"id": "3:记-5", "voucher": "记-5"}]}]`;

interface Forged {
  readonly id: string;
  readonly posted: string;
  readonly through: string;
  readonly supersedes: string | null;
  readonly reason: string | null;
  readonly sha: string;
  readonly html: string;
}

/** A notice as somebody would write it by hand. */
function notice(over: Partial<Forged> = {}): string {
  const { id, posted, through, supersedes, reason, sha, html }: Forged = {
    id: ID,
    posted: '2026-02-03',
    through: '2026-02-18',
    supersedes: null,
    reason: null,
    sha: `encode(r.sha256, 'hex')`,
    html: `sha256('h')`,
    ...over,
  };
  const text = (value: string | null): string => (value === null ? 'NULL' : `'${value}'`);
  return `INSERT INTO notice (community_code, id, month, report_version, supersedes_id, reason, posted_on, period_from,
      period_through, content, content_sha256, html, html_sha256, pdf, pdf_sha256, published_by, published_by_name)
    SELECT r.community_code, '${id}', r.month, r.version, ${text(supersedes)}::uuid, ${text(reason)}, '${posted}',
      '${posted}'::date + 1, '${through}', c.content, sha256(convert_to(c.content, 'UTF8')), 'h', ${html}, 'p', sha256('p'),
      r.reported_by, ''
    FROM month_report r, LATERAL (SELECT jsonb_build_object('sha256', ${sha}, 'books', '${LINES}'::jsonb)::text AS content) c`;
}

const correction = (over: Partial<Forged> = {}): string =>
  notice({ id: CORRECTION, supersedes: ID, reason: '笔误', ...over });
const objection = (to = ID): string =>
  `INSERT INTO objection (community_code, id, notice_id, text) VALUES ('${CODE}', '${to}', '${to}', '为何')`;
const objectionTo = (line: string): string =>
  `INSERT INTO objection (community_code, id, notice_id, text, line) VALUES ('${CODE}', '${ID}', '${ID}', '为何', '${line}')`;
const reply = (to = ID): string =>
  `INSERT INTO objection_reply (community_code, id, objection_id, text, replied_by, replied_by_name)
   SELECT '${CODE}', '${to}', '${to}', '答复', id, '' FROM app_user WHERE username = 'director.001'`;

beforeAll(async () => {
  n = await neighbourhood();
  await approvedMonth(n);
}, 60_000);

afterAll(async () => {
  await n.close();
});

describe.each(ATTACKERS)('an approved month, attacked as the %s', (who) => {
  beforeEach(async () => {
    db = await attempt(n, who, 'director');
  });

  afterEach(async () => {
    await db.end();
  });

  test('is published by its notice and by nothing else', async () => {
    expect(await db.refusal(move('published'))).toBe('month-needs-notice');
    expect(await db.refusal(notice(), move('published'))).toBe('accepted');
    await db.given(notice(), move('published'));
    expect(await db.refusal(notice({ id: CORRECTION }))).toBe('notice-published-already');
    expect(await db.refusal(correction())).toBe('accepted');
  });

  test('has a notice of the approved report, posted today, for fifteen full days, with its digests', async () => {
    expect(await db.refusal(notice({ sha: `repeat('0', 64)` }))).toBe('notice-not-of-the-report');
    expect(await db.refusal(notice({ posted: '2026-02-02', through: '2026-02-17' }))).toBe(
      'notice-not-of-the-report',
    );
    expect(await db.refusal(notice({ through: '2026-02-17' }))).toBe('notice_days_below_fifteen');
    expect(await db.refusal(notice({ html: `sha256('x')` }))).toBe('notice_bears_its_digests');
    expect(await db.refusal(notice({ reason: '无' }))).toBe('correction_needs_reason');
    expect(await db.refusal(correction())).toBe('month-not-approved');
    expect(await db.refusal(notice(), notice({ id: CORRECTION }))).toBe('notice_published_already');
    expect(await db.refusal(notice())).toBe('accepted');
  });

  test('corrects a notice once, with a reason, and the correction alone takes objections', async () => {
    await db.given(notice(), move('published'));
    expect(await db.refusal(correction({ reason: null }))).toBe('correction_needs_reason');
    expect(await db.refusal(correction({ supersedes: CORRECTION }))).toBe('not-found');
    expect(await db.refusal(objection())).toBe('accepted');
    await db.given(correction());
    expect(await db.refusal(correction({ id: '00000000-0000-4000-8000-000000000003' }))).toBe(
      'notice_superseded_already',
    );
    expect(await db.refusal(objection())).toBe('notice-superseded');
    expect(await db.refusal(objection(CORRECTION))).toBe('accepted');
  });

  test('takes objections through the last day, and seals on the day after with all answered', async () => {
    await db.given(notice(), move('published'));
    await db.at('2026-02-18T15:59:59Z');
    expect(await db.refusal(objection())).toBe('accepted');
    expect(await db.refusal(move('sealed'))).toBe('notice-period-running');
    await db.given(objection());
    await db.at('2026-02-18T16:00:00Z');
    expect(await db.refusal(move('sealed'))).toBe('objections-unanswered');
    expect(await db.refusal(reply(), move('sealed'))).toBe('accepted');
  });

  test('takes objections to lines that stand on the notice', async () => {
    await db.given(notice(), move('published'));
    expect(await db.refusal(objectionTo('记-1'))).toBe('accepted');
    expect(await db.refusal(objectionTo('1:记-1'))).toBe('accepted');
    expect(await db.refusal(objectionTo('记-2'))).toBe('objection-line-unknown');
    expect(await db.refusal(objectionTo('0.00'))).toBe('objection-line-unknown');
    expect(await db.refusal(objectionTo('记-5'))).toBe('objection-line-ambiguous');
    expect(await db.refusal(objectionTo('3:记-5'))).toBe('accepted');
  });

  test('an objection after the period is told so', async () => {
    await db.given(notice(), move('published'));
    await db.at('2026-02-18T16:00:00Z');
    expect(await db.refusal(objection())).toBe('objection-period-over');
    expect(await db.refusal(move('sealed'))).toBe('accepted');
  });

  test('what hung, was objected and was answered never changes and never goes', async () => {
    await db.given(notice(), move('published'), objection(), reply());
    for (const table of ['notice', 'objection', 'objection_reply']) {
      for (const sql of [
        `DELETE FROM ${table}`,
        `UPDATE ${table} SET id = id`,
        `TRUNCATE ${table}`,
      ]) {
        const refusal = await db.refusal(sql);
        expect([sql, refusal]).toEqual([
          sql,
          who === 'service'
            ? `permission denied for table ${table}`
            : sql.startsWith('TRUNCATE') && table !== 'objection_reply'
              ? expect.stringMatching(/^record-immutable$|cannot truncate/)
              : 'record-immutable',
        ]);
      }
    }
  });
});
