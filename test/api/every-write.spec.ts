import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bookWithVouchers, publishQuarter } from '../integration/filings.fixture.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { ownerOf, type Owner } from '../support/stored-rows.js';
import { WriteLog, writeRoutes } from '../support/write-log.js';
import { approvedDecember, december, threeBooks, writtenOff } from '../support/year-books.js';
import { beginStory, book, entered, type YearStory } from '../support/year-story.js';
import { ACTS } from './closed-month.acts.js';
import { standing, type Standing } from './closed-month.fixture.js';
import { DEEDS } from './every-write.acts.js';
import { signedIn, withoutLog, type Deed } from './every-write.fixture.js';
import { NEW_YEAR, QUARTER, SEALING, YEAR_END } from './every-write.months.js';

/** Writes that leave no row of their own, and why. */
const SAY_NOTHING: Readonly<Record<string, string>> = {
  'SessionsController.refresh': 'goes on with a sign-in that is in the log',
  'SessionsController.logout': 'ends a sign-in and changes nothing of a community',
};
/** Told by the test below: it has no Idempotency-Key, for a browser sends a form without one. */
const WITHOUT_KEY = ['SessionsController.login', 'PagesController.object'];

const done = new Set<string>();
let t: TestApp;
let owner: Owner;
let log: WriteLog;

async function listening(app: TestApp): Promise<void> {
  t = app;
  owner = await ownerOf(app.ownerUrl);
  log = new WriteLog(app, owner);
}

async function ended(): Promise<void> {
  await owner.end();
  await t.close();
}

/** Without its row of the operation log nothing is done; with it the deed is. */
async function isDone({ who, send, then }: Deed): Promise<void> {
  const person = await signedIn(t, who);
  const before = await owner.stored();
  const lost = await withoutLog(owner, async () => send(person));
  expect(lost.body).toMatchObject({ type: '/problems/forbidden', status: 403 });
  expect(await owner.stored()).toEqual(before);
  const answer = await send(person);
  expect([answer.status < 300, answer.body]).toEqual([true, answer.body]);
  then?.(answer);
}

const table = (deeds: readonly Deed[]) => deeds.map((deed) => [deed.route, deed] as const);

async function everythingIsSaid(): Promise<void> {
  expect(await log.differences()).toEqual([]);
  log.done().forEach((route) => done.add(route));
}

describe('invariant 15 in a standing community: with its row of the operation log, or not at all', () => {
  let s: Standing;

  beforeAll(async () => {
    s = await standing('reported');
    await s.owner.end();
    await listening(s.n.t);
    // What the other suite plants in January would keep it from being reported anew.
    await owner.query('ALTER TABLE voucher_draft DISABLE TRIGGER USER');
    await owner.query('DELETE FROM voucher_draft WHERE id = ANY ($1)', [s.planted]);
    await owner.query('ALTER TABLE voucher_draft ENABLE TRIGGER USER');
  }, 120_000);
  afterAll(ended);

  test.each(table(DEEDS))('%s', (_, deed) => isDone(deed));

  test('a resident’s form says what the same objection by other means says, and a sign-in says who came', async () => {
    const said = (): Promise<{ action: string; by: boolean; sentence: string }[]> =>
      owner.rows(
        `SELECT action, actor_id IS NOT NULL AS by, sentence FROM audit_event ORDER BY at DESC, seq DESC LIMIT 1`,
      );
    const { body } = await t.anyone().get('/api/v1/public/notices').expect(200);
    const [{ id }] = (body as { items: [{ id: string }] }).items;
    const form = (): Promise<{ status: number }> =>
      Promise.resolve(t.anyone().post(`/notices/${id}/objections`, { text: '租金有无合同？' }));
    const before = await owner.stored();
    expect((await withoutLog(owner, form)).status).toBe(403);
    expect(await owner.stored()).toEqual(before);
    expect((await form()).status).toBe(303);
    expect(await said()).toEqual([
      { action: 'objection-received', by: false, sentence: '收到居民对2026年1月公示的异议' },
    ]);
    s.n.turnTo('2026-02-21T10:00:00');
    const lost = (): Promise<unknown> => signedIn(t, 'director');
    await expect(withoutLog(owner, lost)).rejects.toThrow('expected 200');
    await signedIn(t, 'director');
    expect(await said()).toEqual([
      { action: 'signed-in', by: true, sentence: '主任丁（director.001）登录' },
    ]);
  });

  test('the seal, when every resident is answered', async () => {
    const director = await signedIn(t, 'director');
    const { body } = await director.get(`${s.n.base}/objections`).expect(200);
    for (const { id } of (body as { items: { id: string }[] }).items) {
      await director.post(`/api/v1/objections/${id}/reply`, { text: '有合同' }).expect(201);
    }
    s.n.turnTo('2026-04-01T09:00:00');
    await isDone(SEALING);
  });

  test('everything that was done is in the log: who, when and what', everythingIsSaid);
});

describe('invariant 15 of a quarter', () => {
  beforeAll(async () => {
    await listening(await startTestApp('2026-04-08T10:00:00+08:00'));
    await t.community();
    await bookWithVouchers(t, '511602002001');
    await publishQuarter(t, '511602002001');
  }, 120_000);
  afterAll(ended);

  test.each(table(QUARTER))('%s', (_, deed) => isDone(deed));

  test('everything that was done is in the log: who, when and what', everythingIsSaid);
});

describe('invariant 15 of a year', () => {
  let s: YearStory;
  let corrected = '';

  beforeAll(async () => {
    s = await beginStory();
    await listening(s.t);
    await threeBooks(s);
    await december(s);
    await writtenOff(s);
    corrected = await entered(s, 1, '2025-12-31', '多记补贴', [
      ['513', '8.00', ''],
      ['212', '', '8.00'],
    ]);
  }, 120_000);
  afterAll(ended);

  test.each(table(YEAR_END))('%s', (_, deed) => isDone(deed));

  test('its report and its meeting', async () => {
    await approvedDecember(s);
    const { body } = await s.people.accountant.get(`${book(1)}/vouchers/${corrected}`);
    expect(body).toMatchObject({ status: 'posted' });
  });

  test.each(table(NEW_YEAR(() => corrected)))('%s', (_, deed) => isDone(deed));

  test('everything that was done is in the log: who, when and what', everythingIsSaid);

  test('no write of the router has no place here', () => {
    const known = [...done, ...ACTS.map(({ route }) => route)];
    const places = [...known, ...Object.keys(SAY_NOTHING), ...WITHOUT_KEY];
    const writes = writeRoutes(t, /^$/).map(({ name }) => name);
    expect([...new Set(places)].sort()).toEqual([...new Set(writes)].sort());
  });
});
