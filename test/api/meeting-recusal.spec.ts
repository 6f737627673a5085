import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MeetingRecord } from '../../src/oversight/domain/meeting-record.js';
import { attempt } from '../integration/oversight.fixture.js';
import { tamperer } from '../support/tampering.js';
import { interestedMonth, type InterestedMonth } from './recusal.fixture.js';

let m: InterestedMonth;
let votes: string;

beforeAll(async () => {
  m = await interestedMonth();
  votes = `/api/v1/meetings/${m.meeting.id}/votes`;
}, 60_000);

afterAll(async () => {
  await m.n.close();
});

describe('who judges his own doing stands aside', () => {
  test('from the call on, with the reason, from what he signed or was paid, by the bank or from petty cash', () => {
    const aside = m.meeting.items.flatMap(({ amount, tally, votes: cast }) =>
      cast.map(({ member, choice, comment, automatic }) => [
        amount,
        tally.recused,
        member,
        choice,
        comment,
        automatic,
      ]),
    );
    expect(aside).toEqual([
      ['9000.00', 1, '监督委员己', 'recused', '本笔支出的审批人', true],
      ['300.00', 1, '监督委员庚', 'recused', '本笔支出的收款人', true],
      ['120.00', 1, '监督委员辛', 'recused', '本笔支出的收款人', true],
    ]);
    expect(m.meeting.items).toHaveLength(7);
  });

  test('his vote is refused by name, his own and the one that the chair would record', async () => {
    const a = await m.n.as('supervisor-a');
    const own = await a.put(votes, { votes: [{ item: m.itemOf('9000.00'), choice: 'approve' }] });
    expect(own.body).toMatchObject({
      type: '/problems/vote-recused',
      status: 409,
      name: '监督委员己',
      detail: expect.stringContaining('审批人'),
    });
    const forB = await a.put(votes, {
      votes: [{ memberId: 'supervisor-b.001', item: m.itemOf('300.00'), choice: 'reject' }],
    });
    expect(forB.body).toMatchObject({ type: '/problems/vote-recused', name: '监督委员庚' });
    const said = await a.put(votes, {
      votes: [{ item: m.itemOf('9000.00'), choice: 'recused', comment: '我签过字' }],
    });
    expect(said.status).toBe(200);
    expect((said.body as MeetingRecord).items).toEqual(m.meeting.items);
  });

  test.each(['service', 'owner'] as const)('nor does the %s enter it by SQL', async (who) => {
    const db = await attempt(m.n, who, 'supervisor-a');
    const vote = (member: string, item: string, choice = 'approve'): string =>
      `INSERT INTO meeting_vote (community_code, meeting_id, member_id, item, choice, cast_by, cast_by_name)
       SELECT '${m.n.code}', '${m.meeting.id}', id, '${item}', '${choice}', id, '' FROM app_user WHERE username = '${member}.001'`;
    expect(await db.refusal(vote('supervisor-a', m.itemOf('9000.00')))).toBe('vote-recused');
    expect(await db.refusal(vote('supervisor-a', m.itemOf('9000.00'), 'recused'))).toBe(
      'vote-recused',
    );
    expect(await db.refusal(vote('supervisor-c', m.itemOf('120.00')))).toBe('vote-recused');
    expect(await db.refusal(vote('supervisor-b', m.itemOf('120.00')))).toBe('accepted');
    expect(await db.refusal(`DELETE FROM meeting_recusal`)).toBe(
      who === 'service' ? 'permission denied for table meeting_recusal' : 'record-immutable',
    );
    await db.end();
  });

  test('everything else he votes on, and the others carry what he left', async () => {
    const all = [{ item: 'all', choice: 'approve' }];
    const a = await m.n.as('supervisor-a');
    await a.put(votes, { votes: all }).expect(200);
    await (await m.n.as('supervisor-b')).put(votes, { votes: all }).expect(200);
    const short = await a.get(`/api/v1/meetings/${m.meeting.id}`).expect(200);
    expect((short.body as MeetingRecord).objections).toEqual([
      expect.stringContaining('广安电梯厂'),
      expect.stringContaining('误工补贴'),
    ]);
    const forC = all.map((vote) => ({ ...vote, memberId: 'supervisor-c.001' }));
    const { body } = await a.put(votes, { votes: forC }).expect(200);
    const item = (amount: string) =>
      (body as MeetingRecord).items.find((one) => one.amount === amount)?.tally;
    expect(item('9000.00')).toMatchObject({ approve: 2, recused: 1, carries: true });
    expect(item('120.00')).toMatchObject({ approve: 2, recused: 1, carries: true });
    expect(item('600.00')).toMatchObject({ approve: 3, recused: 0, carries: true });
    const concluded = await a.post(`/api/v1/meetings/${m.meeting.id}/conclude`).expect(200);
    expect(concluded.body).toMatchObject({ state: 'approved', objections: [] });
  });

  test('the notice tells the vote on what was paid from petty cash', async () => {
    const director = await m.n.as('director');
    await director.post(`${m.n.base}/months/2026-01/notice`).expect(201);
    const board = await m.n.t.anyone().get('/api/v1/public/notices').expect(200);
    const [{ id }] = (board.body as { items: [{ id: string }] }).items;
    const { body } = await m.n.t.anyone().get(`/api/v1/public/notices/${id}`).expect(200);
    const [book] = (body as { content: { books: { pettyCashSpent: unknown[] }[] } }).content.books;
    expect(book?.pettyCashSpent).toMatchObject([
      { amount: '120.00', vote: { approve: 2, reject: 0, abstain: 0, recused: 1, absent: 0 } },
    ]);
  });

  test('verification knows who had to stand aside', async () => {
    const owner = await tamperer(m.n.t, m.n.code);
    const insert = `INSERT INTO meeting_vote (community_code, meeting_id, member_id, item, choice, cast_by, cast_by_name)
       SELECT community_code, meeting_id, member_id, item, 'approve', member_id, '' FROM meeting_recusal`;
    expect(await owner.noticed(insert, 'DELETE FROM meeting_recusal')).toEqual(
      expect.arrayContaining(['会议重新计票', '会议、到会、表决与操作日志']),
    );
    const request = `UPDATE payment_request SET payee = '监督委员辛' WHERE purpose = '一月保洁'`;
    expect(await owner.noticed(request)).toContain('会议重新计票');
    await owner.end();
    const auditor = await m.n.as('auditor');
    const { body } = await auditor.get(`${m.n.base}/verification`).expect(200);
    expect(body).toMatchObject({ clean: true });
  });
});
