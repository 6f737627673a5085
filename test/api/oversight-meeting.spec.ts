import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MeetingRecord } from '../../src/oversight/domain/meeting-record.js';
import { inSession, neighbourhood, reconciled, type Neighbourhood } from './oversight.fixture.js';

let n: Neighbourhood;
let month: string;

beforeAll(async () => {
  n = await neighbourhood();
  month = `${n.base}/months/2026-01`;
  await reconciled(n);
  await (await n.as('accountant')).post(`${month}/report`).expect(200);
  n.turnTo('2026-02-03T09:00:00');
});

afterAll(async () => {
  await n.close();
});

describe('the supervisory meeting', () => {
  let meeting: MeetingRecord;
  const votes = (id: string): string => `/api/v1/meetings/${id}/votes`;

  test('is called by those who oversee, on a reported month, with every supervisor', async () => {
    const chair = await n.as('supervisor-a');
    const called = { date: '2026-02-03', place: '社区会议室' };
    const accountant = await n.as('accountant');
    expect((await accountant.post(`${month}/meetings`, called)).body).toMatchObject({
      type: '/problems/forbidden',
    });
    const some = await chair.post(`${month}/meetings`, {
      ...called,
      members: ['supervisor-a.001'],
    });
    expect(some.body).toMatchObject({ type: '/problems/meeting-members-incomplete' });
    for (const date of ['2026-01-31', '2026-02-01', '2026-02-04']) {
      const wrong = await chair.post(`${month}/meetings`, { ...called, date });
      expect(wrong.body).toMatchObject({
        type: '/problems/meeting-date-wrong',
        reportedOn: '2026-02-02',
        today: '2026-02-03',
        errors: [{ pointer: '/date' }],
      });
    }
    const open = await chair.post(`${n.base}/months/2026-02/meetings`, called);
    expect(open.body).toMatchObject({ type: '/problems/month-not-reported' });
    meeting = await inSession(n);
    expect(meeting).toMatchObject({
      state: 'in-session',
      reportVersion: 1,
      chair: { name: '监督委员己' },
      quorum: { rule: '2/3', needed: 2, present: 3, holds: true },
      items: [{ amount: '600.00' }, { amount: '1500.00' }, { item: 'month' }],
    });
    const stranger = await chair.put(`/api/v1/meetings/${meeting.id}/attendance`, {
      present: ['supervisor-a.001', 'director.001'],
    });
    expect(stranger.body).toMatchObject({
      type: '/problems/attendance-unknown-member',
      status: 422,
      member: 'director.001',
    });
    const second = await chair.post(`${month}/meetings`, called);
    expect(second.body).toMatchObject({ type: '/problems/meeting-called-already', status: 409 });
    const meanwhile = await (
      await n.as('director')
    ).post(`${month}/return`, { reason: '另有问题' });
    expect(meanwhile.body).toMatchObject({ type: '/problems/meeting-under-way' });
  });

  test('a member votes for himself, once; the chair records those present; nobody else', async () => {
    const b = await n.as('supervisor-b');
    const item = meeting.items[0]!.item;
    await b.put(votes(meeting.id), { votes: [{ item, choice: 'approve' }] }).expect(200);
    await b.put(votes(meeting.id), { votes: [{ item, choice: 'approve' }] }).expect(200);
    const changed = await b.put(votes(meeting.id), { votes: [{ item, choice: 'reject' }] });
    expect(changed.body).toMatchObject({ type: '/problems/vote-cast-already', status: 409 });
    const forC = [{ memberId: 'supervisor-c.001', item, choice: 'reject', comment: '发票缺页' }];
    const others = await b.put(votes(meeting.id), { votes: forC });
    expect(others.body).toMatchObject({ type: '/problems/vote-not-yours', status: 403 });
    const director = await n.as('director');
    expect((await director.put(votes(meeting.id), { votes: forC })).body).toMatchObject({
      type: '/problems/forbidden',
    });
    const recorded = await (
      await n.as('supervisor-a')
    )
      .put(votes(meeting.id), { votes: forC })
      .expect(200);
    expect((recorded.body as MeetingRecord).items[0]).toMatchObject({
      tally: { approve: 1, reject: 1, carries: false },
      votes: expect.arrayContaining([
        expect.objectContaining({
          member: '监督委员辛',
          choice: 'reject',
          recordedBy: '监督委员己',
        }),
      ]),
    });
    const unknown = await b.put(votes(meeting.id), {
      votes: [{ item: '1:记-99', choice: 'approve' }],
    });
    expect(unknown.body).toMatchObject({ type: '/problems/vote-item-unknown' });
  });

  test('an item without a majority of all members returns the month, with the reason', async () => {
    const b = await n.as('supervisor-b');
    await b.put(votes(meeting.id), { votes: [{ item: 'all', choice: 'approve' }] }).expect(200);
    const { body } = await b.post(`/api/v1/meetings/${meeting.id}/conclude`, {
      opinion: '请补发票',
    });
    expect(body).toMatchObject({ state: 'returned', concludedBy: '监督委员庚' });
    expect((body as MeetingRecord).objections[0]).toContain('维修门面屋顶');
    expect((body as MeetingRecord).objections[0]).toContain('赞成 1、反对 1、弃权 0、回避 0');
    const { state, returns } = (await (await n.as('auditor')).get(month)).body as {
      state: string;
      returns: unknown;
    };
    expect(state).toBe('open');
    expect(returns).toMatchObject([
      { version: 1, reason: expect.stringContaining('请补发票；'), meetingId: meeting.id },
    ]);
    const late = await b.put(votes(meeting.id), { votes: [{ item: 'month', choice: 'approve' }] });
    expect(late.body).toMatchObject({ type: '/problems/meeting-concluded', status: 409 });
  });

  test('a meeting concludes in session and by votes, or by saying that it returns the month', async () => {
    await (await n.as('accountant')).post(`${month}/report`).expect(200);
    const a = await n.as('supervisor-a');
    const called = await a
      .post(`${month}/meetings`, { date: '2026-02-03', place: '居委会' })
      .expect(201);
    const conclude = `/api/v1/meetings/${(called.body as MeetingRecord).id}/conclude`;
    expect((await a.post(conclude)).body).toMatchObject({
      type: '/problems/meeting-not-in-session',
      status: 409,
    });
    await a
      .put(conclude.replace('conclude', 'attendance'), {
        present: ['supervisor-a.001', 'supervisor-b.001'],
      })
      .expect(200);
    expect((await a.post(conclude)).body).toMatchObject({
      type: '/problems/meeting-votes-missing',
      status: 422,
    });
    expect((await a.get(month)).body).toMatchObject({ state: 'reported' });
    const returned = await a.post(conclude, { outcome: 'returned', opinion: '附件不全' });
    expect(returned.body).toMatchObject({ state: 'returned', opinion: '附件不全' });
    expect((await a.get(month)).body).toMatchObject({ state: 'open' });
  });

  test('a supervisor returns a reported month while no meeting is under way', async () => {
    await (await n.as('accountant')).post(`${month}/report`).expect(200);
    const a = await n.as('supervisor-a');
    const { body } = await a.post(`${month}/return`, { reason: '请补充清单' }).expect(200);
    expect(body).toMatchObject({ state: 'open', reason: '请补充清单', returnedBy: '监督委员己' });
  });

  test('without the quorum nothing is decided, and another meeting is called', async () => {
    await (await n.as('accountant')).post(`${month}/report`).expect(200);
    const { id } = await inSession(n);
    const a = await n.as('supervisor-a');
    await a.put(`/api/v1/meetings/${id}/attendance`, { present: ['supervisor-a.001'] }).expect(200);
    const absent = await (
      await n.as('supervisor-b')
    ).put(votes(id), {
      votes: [{ item: 'all', choice: 'approve' }],
    });
    expect(absent.body).toMatchObject({ type: '/problems/vote-member-absent' });
    await a.put(votes(id), { votes: [{ item: 'all', choice: 'approve' }] }).expect(200);
    const { body } = await a.post(`/api/v1/meetings/${id}/conclude`).expect(200);
    expect(body).toMatchObject({ state: 'adjourned' });
    expect((await a.get(month)).body).toMatchObject({ state: 'reported' });
    expect((body as MeetingRecord).objections[0]).toBe('到会 1 人，不足应到会的 2 人（全体 3 人）');
  });

  test('two of three recused: the residents decide, and then it carries', async () => {
    const { id, items } = await inSession(n);
    const item = items[1]!.item;
    for (const name of ['supervisor-b', 'supervisor-c']) {
      await (
        await n.as(name)
      )
        .put(votes(id), {
          votes: [
            { item, choice: 'recused', comment: '亲属承包' },
            { item: 'all', choice: 'approve' },
          ],
        })
        .expect(200);
    }
    const a = await n.as('supervisor-a');
    await a.put(votes(id), { votes: [{ item: 'all', choice: 'approve' }] }).expect(200);
    const decided = { resolutionNo: '居代会〔2026〕2号', decidedOn: '2026-02-02' };
    const other = await a.post(`/api/v1/meetings/${id}/conclude`, {
      resolutions: [{ item: items[0]!.item, ...decided }],
    });
    expect(other.body).toMatchObject({ type: '/problems/resolution-not-needed' });
    const resolutions = [{ item, ...decided }];
    const outvoted = await a.post(`/api/v1/meetings/${id}/conclude`, {
      resolutions,
      outcome: 'returned',
    });
    expect(outvoted.body).toMatchObject({ type: '/problems/meeting-carried', status: 409 });
    expect((await a.get(month)).body).toMatchObject({ state: 'reported' });
    const { body } = await a.post(`/api/v1/meetings/${id}/conclude`, { resolutions }).expect(200);
    expect(body).toMatchObject({
      state: 'approved',
      objections: [],
      resolutions: [{ item, ...decided }],
    });
    expect((await a.get(month)).body).toMatchObject({ state: 'approved', report: { version: 4 } });
    const minutes = await a.get(`/api/v1/meetings/${id}/minutes`).expect(200);
    expect(minutes.body).toEqual(body);
    const pdf = await a.get(`/api/v1/meetings/${id}/minutes?format=pdf`).expect(200);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect((pdf.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    const back = await (await n.as('director')).post(`${month}/return`, { reason: '反悔' });
    expect(back.body).toMatchObject({ type: '/problems/month-not-reported' });
  });
});

describe('how supervision works', () => {
  test('is the legal minimum, and can only be stricter', async () => {
    const secretary = await n.as('secretary');
    const path = `${n.base}/supervision-settings`;
    const { body } = await secretary.get(path).expect(200);
    expect(body).toEqual({ quorum: '2/3', majority: '1/2', noticeDays: 15 });
    const cases: [object, string][] = [
      [{ quorum: '1/2' }, 'quorum-below-two-thirds'],
      [{ majority: '1/3' }, 'majority-below-half'],
      [{ noticeDays: 14 }, 'notice-days-below-fifteen'],
    ];
    for (const [change, problem] of cases) {
      const refused = await secretary.put(path, { ...(body as object), ...change });
      expect(refused.body).toMatchObject({ type: `/problems/${problem}`, status: 422 });
    }
    const stricter = { quorum: '3/4', majority: '2/3', noticeDays: 20, phone: '0826-2345678' };
    await secretary.put(path, stricter).expect(200);
    expect((await secretary.get(path)).body).toEqual(stricter);
    const accountant = await n.as('accountant');
    expect((await accountant.put(path, stricter)).body).toMatchObject({
      type: '/problems/forbidden',
    });
  });
});
