import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MONTH_STATES, MONTH_STEPS } from '../../src/oversight/domain/month-state.js';
import {
  inSession,
  neighbourhood,
  reconciled,
  type Neighbourhood,
} from '../api/oversight.fixture.js';
import { ATTACKERS, attempt, type Attempt } from './oversight.fixture.js';

let n: Neighbourhood;
let db: Attempt;
let item = '';

const CODE = '511602002001';
const move = (state: string, month = '2026-01'): string =>
  `UPDATE accounting_month SET state = '${state}' WHERE community_code = '${CODE}' AND month = '${month}'`;
const person = (name: string): string => `(SELECT id FROM app_user WHERE username = '${name}.001')`;
const meeting = `(SELECT id FROM meeting)`;
/** The same report again, with one thing changed; version 2 after a return. */
const report = (figures: string, version: number, month = '2026-01'): string =>
  `INSERT INTO month_report (community_code, month, version, figures, sha256, reported_by, reported_by_name)
   SELECT community_code, '${month}', ${version}, f, sha256(convert_to(f, 'UTF8')), reported_by, ''
   FROM month_report, LATERAL (SELECT ${figures} AS f) x WHERE version = 1`;
const back = (version = 1): string =>
  `INSERT INTO month_return (community_code, month, version, reason, returned_by, returned_by_name)
   VALUES ('${CODE}', '2026-01', ${version}, '重报', ${person('director')}, '')`;
const call = (chair = 'supervisor-a', state = 'called', date = '2026-02-03'): string =>
  `INSERT INTO meeting (community_code, id, month, report_version, date, place, chair_id, state, quorum_numerator,
     quorum_denominator, majority_numerator, majority_denominator, called_by_name)
   VALUES ('${CODE}', gen_random_uuid(), '2026-01', 1, '${date}', '会议室', ${person(chair)}, '${state}', 1, 9, 1, 9, '')`;
const vote = (member: string, of: string, choice = 'approve'): string =>
  `INSERT INTO meeting_vote (community_code, meeting_id, member_id, item, choice, cast_by, cast_by_name)
   VALUES ('${CODE}', ${meeting}, ${person(member)}, '${of}', '${choice}', ${person(member)}, '')`;
const conclude = (state: string): string =>
  `UPDATE meeting SET state = '${state}' WHERE state IN ('called', 'in-session')`;
const absent = (name: string): string =>
  `UPDATE meeting_member SET present = false WHERE member_id = ${person(name)}`;

beforeAll(async () => {
  n = await neighbourhood();
  await reconciled(n);
  await (await n.as('accountant')).post(`${n.base}/months/2026-01/report`).expect(200);
}, 60_000);

afterAll(async () => {
  await n.close();
});

describe.each(ATTACKERS)('the reported month, attacked as the %s', (who) => {
  beforeEach(async () => {
    db = await attempt(n, who, 'supervisor-a');
  });

  afterEach(async () => {
    await db.end();
  });

  test('goes back only with a reason, on by nothing but an approving meeting', async () => {
    expect(await db.refusal(move('open'))).toBe('month-needs-return');
    expect(await db.refusal(back(), move('open'))).toBe('accepted');
    expect(await db.refusal(move('approved'))).toBe('month-needs-approving-meeting');
    expect(await db.refusal(back(2))).toBe('month-not-reported');
    expect(await db.refusal(back(), move('open'), back())).toBe('month-not-reported');
    expect(await db.refusal(call(), back())).toBe('meeting-under-way');
    await db.given(back(), move('open'));
    expect(await db.refusal(move('reported'))).toBe('month-needs-report');
  });

  test('is reported again from the books: every figure, every book, no draft, the next version', async () => {
    expect(await db.refusal(report('figures', 2))).toBe('month-not-open');
    await db.given(back(), move('open'));
    expect(await db.refusal(report('figures', 2), move('reported'))).toBe('accepted');
    expect(await db.refusal(report('figures', 3))).toBe('report-version-wrong');
    const forged = [
      `replace(figures, '"8000.00"', '"1.00"')`,
      `replace(figures, '"opening":"0.00"', '"opening":"5.00"')`,
      `replace(figures, '"closing":"5900.00"', '"closing":"5900.01"')`,
      `replace(figures, '"incomeTotal":"8000.00"', '"incomeTotal":"7999.00"')`,
      `replace(figures, '"expenditureTotal":"2100.00"', '"expenditureTotal":"0.00"')`,
      `replace(figures, '"amount":"600.00"', '"amount":"60.00"')`,
      `replace(figures, '"pettyCash":"0.00"', '"pettyCash":"1.00"')`,
      `replace(figures, '"seq":4', '"seq":3')`,
      `replace(figures, '"seq":4', '"seqence":4')`,
      `(jsonb_set(figures::jsonb, '{books,0,movements,expenditure}', '[]'))::text`,
      `(figures::jsonb #- '{books,2}')::text`,
      `(jsonb_set(figures::jsonb, '{books,2}', figures::jsonb #> '{books,1}'))::text`,
    ];
    for (const figures of forged) {
      expect([figures, await db.refusal(report(figures, 2))]).toEqual([
        figures,
        'report-not-of-the-books',
      ]);
    }
    expect(
      await db.refusal(report('figures', 2).replace(`sha256(convert_to(f, 'UTF8'))`, `'\\x00'`)),
    ).toBe('report_bears_its_digest');
    const draft = (date: string): string =>
      `SELECT set_config('gongzhang.actor', ${person('accountant')}::text, true);
       INSERT INTO voucher_draft (community_code, book_no, id, date, attachment_count, lines, maker_id, maker_name)
       VALUES ('${CODE}', 1, gen_random_uuid(), '${date}', 1, '[]', ${person('accountant')}, '会计甲')`;
    expect(await db.refusal(draft('2026-01-31'), report('figures', 2))).toBe('month-not-ready');
    expect(await db.refusal(draft('2025-12-31'), report('figures', 2))).toBe('month-not-ready');
    expect(await db.refusal(draft('2026-02-01'), report('figures', 2))).toBe('accepted');
  });

  test('keeps the opening balances of its books', async () => {
    const opening = `SELECT set_opening_balances('${CODE}', 2, '[{"accountCode": "1122", "side": "debit", "amount": "5.00"},
      {"accountCode": "3001", "side": "credit", "amount": "5.00"}]')`;
    expect(await db.refusal(opening)).toBe('opening-balances-closed');
    expect(await db.refusal(back(), move('open'), opening)).toBe('accepted');
  });

  test('is followed by no month before it, and by the next only after its approval', async () => {
    const month = (text: string): string =>
      `INSERT INTO accounting_month (community_code, month) VALUES ('${CODE}', '${text}')`;
    expect(await db.refusal(month('2025-12'))).toBe('month-passed-over');
    expect(await db.refusal(month('2026-02'))).toBe('accepted');
    await db.given(month('2026-02'));
    expect(await db.refusal(move('reported', '2026-02'))).toBe('month-out-of-order');
  });

  test('has one meeting at a time, of all supervisors, led by one of them', async () => {
    expect(await db.refusal(call())).toBe('accepted');
    expect(await db.refusal(call(), call())).toBe('meeting_called_already');
    expect(await db.refusal(call('director'))).toBe('meeting-chair-not-member');
    const held = (date: string): string => call('supervisor-a', 'called', date);
    expect(await db.refusal(held('2026-02-01'))).toBe('meeting-date-wrong');
    expect(await db.refusal(held('2026-02-02'))).toBe('accepted');
    expect(await db.refusal(held('2026-02-04'))).toBe('meeting-date-wrong');
    expect(await db.refusal(call('supervisor-a', 'approved'))).toBe('meeting-step-unknown');
    expect(await db.refusal(back(), call(), call())).toBe('month-not-reported');
    expect(await db.refusal(call(), vote('supervisor-a', 'month'))).toBe('meeting-not-in-session');
    if (who === 'service') return;
    // A report is no older than its month's last day; behind meeting_keeps_its_day the month itself is asked.
    await db.given('ALTER TABLE meeting DISABLE TRIGGER meeting_keeps_its_day');
    expect(await db.refusal(held('2026-01-30'))).toBe('meeting-date-wrong');
    expect(await db.refusal(held('2026-01-31'))).toBe('accepted');
  });

  test('has no meeting where nobody supervises', async () => {
    // An administrator takes the duties back; then whoever is left calls the meeting.
    const acting = (whom: string): string => `SELECT set_config('gongzhang.actor', ${whom}, true)`;
    const dismissed = (besides: string): string[] => [
      acting(`(SELECT id::text FROM app_user WHERE username = 'admin')`),
      `DELETE FROM membership WHERE role = 'supervisor' AND user_id <> ${person(besides)}`,
      acting(`${person(besides)}::text`),
    ];
    expect(await db.refusal(...dismissed('supervisor-a'), call())).toBe('accepted');
    expect(await db.refusal(...dismissed('director'), call('director'))).toBe(
      'supervisors-missing',
    );
  });

  test('rules of supervision fall below the law for nobody', async () => {
    const rules = (columns: string, values: string): string =>
      `INSERT INTO supervision_setting (community_code, ${columns}) VALUES ('${CODE}', ${values})`;
    expect(await db.refusal(rules('quorum_numerator, quorum_denominator', '1, 2'))).toBe(
      'quorum_below_two_thirds',
    );
    expect(await db.refusal(rules('majority_numerator, majority_denominator', '1, 3'))).toBe(
      'majority_below_half',
    );
    expect(await db.refusal(rules('notice_days', '14'))).toBe('notice_days_below_fifteen');
    expect(await db.refusal(rules('notice_days', '15'))).toBe('accepted');
  });
});

describe('a meeting in session', () => {
  beforeAll(async () => {
    n.turnTo('2026-02-03T09:00:00');
    item = (await inSession(n)).items[0]!.item;
  });

  describe.each(ATTACKERS)('attacked as the %s', (who) => {
    beforeEach(async () => {
      db = await attempt(n, who, 'supervisor-a');
    });

    afterEach(async () => {
      await db.end();
    });

    const all = async (): Promise<void> => {
      for (const subject of [item, '1:记-4', 'month']) {
        await db.given(vote('supervisor-a', subject), vote('supervisor-b', subject));
      }
    };

    test('takes one vote of each member present on what the report names, from him or the chair', async () => {
      expect(await db.refusal(vote('supervisor-b', item))).toBe('accepted');
      expect(await db.refusal(vote('supervisor-b', item), vote('supervisor-b', item))).toBe(
        'vote_cast_already',
      );
      expect(await db.refusal(vote('supervisor-a', '1:记-99'))).toBe('vote-item-unknown');
      expect(await db.refusal(vote('director', item))).toBe('vote-not-by-member');
      expect(await db.refusal(vote('supervisor-a', 'month', 'recused'))).toBe('recusal_needs_item');
      expect(await db.refusal(absent('supervisor-b'), vote('supervisor-b', item))).toBe(
        'vote-member-absent',
      );
      await db.as('supervisor-b');
      expect(await db.refusal(vote('supervisor-c', item))).toBe('vote-not-yours');
      expect(await db.refusal(vote('supervisor-b', item))).toBe('accepted');
    });

    test('keeps who voted present, and its votes as they were cast', async () => {
      expect(await db.refusal(absent('supervisor-a'))).toBe('accepted');
      expect(await db.refusal(vote('supervisor-a', item), absent('supervisor-a'))).toBe(
        'attendance-after-vote',
      );
      const rename = `UPDATE meeting_member SET name = '别人'`;
      const revote = `UPDATE meeting_vote SET choice = 'reject'`;
      const denied = who === 'service';
      expect(await db.refusal(rename)).toBe(
        denied ? 'permission denied for table meeting_member' : 'record-immutable',
      );
      await db.given(vote('supervisor-a', item));
      expect(await db.refusal(revote)).toBe(
        denied ? 'permission denied for table meeting_vote' : 'record-immutable',
      );
    });

    test('approves only with its quorum and majority, and then the month goes on, counted again', async () => {
      expect(await db.refusal(conclude('approved'))).toBe('meeting-not-carried');
      expect(await db.refusal(conclude('returned'))).toBe('accepted');
      expect(await db.refusal(conclude('called'))).toBe('meeting-step-unknown');
      await all();
      expect(await db.refusal(conclude('returned'))).toBe('meeting-carried');
      expect(await db.refusal(conclude('approved'), move('approved'))).toBe('accepted');
      expect(await db.refusal(absent('supervisor-c'), conclude('approved'), move('approved'))).toBe(
        'accepted',
      );
      await db.given(conclude('approved'));
      expect(await db.refusal(vote('supervisor-c', item))).toBe('meeting-concluded');
      expect(await db.refusal(`UPDATE meeting SET opinion = '改'`)).toBe('meeting-concluded');
    });

    test('hands over to the residents only what recusals took out of its hands', async () => {
      const resolve = (day = '2026-02-02'): string =>
        `INSERT INTO meeting_resolution (community_code, meeting_id, item, resolution_no, decided_on, recorded_by_name)
         VALUES ('${CODE}', ${meeting}, '${item}', '居代会1号', '${day}', '')`;
      expect(await db.refusal(resolve())).toBe('resolution-not-needed');
      await db.given(vote('supervisor-a', item, 'recused'), vote('supervisor-b', item, 'recused'));
      expect(await db.refusal(resolve())).toBe('accepted');
      expect(await db.refusal(resolve('2026-02-04'))).toBe('meeting-date-wrong');
    });
  });
});

describe('the states of a month', () => {
  test.each(MONTH_STATES.flatMap((from) => MONTH_STATES.map((to) => [from, to] as const)))(
    'from %s to %s: the table decides, before any other ground',
    async (from, to) => {
      db = await attempt(n, 'owner', 'director');
      await db.given('ALTER TABLE accounting_month DISABLE TRIGGER USER', move(from));
      await db.given('ALTER TABLE accounting_month ENABLE TRIGGER month_steps_are_known');
      const known = from === to || MONTH_STEPS.some(([a, b]) => a === from && b === to);
      expect(await db.refusal(move(to))).toBe(known ? 'accepted' : 'month-step-unknown');
      await db.end();
    },
  );
});

describe('the keys behind the triggers, against the owner', () => {
  const off = (table: string, trigger: string): string =>
    `ALTER TABLE ${table} DISABLE TRIGGER ${trigger}`;

  test.each<[string, string[]]>([
    [
      'month_returned_already',
      [off('month_return', 'return_is_of_the_standing_report'), back(), back()],
    ],
    [
      'vote_not_by_member',
      [off('meeting_vote', 'vote_is_cast_in_session'), vote('director', 'month')],
    ],
    ['meeting_state_check', [off('meeting', 'meeting_steps_are_known'), conclude('forgotten')]],
    ['accepted', [off('meeting', 'meeting_steps_are_known'), conclude('adjourned')]],
  ])('%s', async (guard, statements) => {
    db = await attempt(n, 'owner', 'supervisor-a');
    expect(await db.refusal(...statements)).toBe(guard);
    await db.end();
  });
});
