import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import type { NoticeContent } from '../../src/notices/domain/notice-content.js';
import { approvedMonth, neighbourhood, type Neighbourhood } from './oversight.fixture.js';

let n: Neighbourhood;
let month: string;
let resident: ReturnType<typeof supertest>;
let id: string;

interface Shown {
  state: string;
  content: NoticeContent;
  contentSha256: string;
  htmlSha256: string;
  pdfSha256: string;
  objections: { text: string; name: string | null; replies: { text: string; by: string }[] }[];
}

beforeAll(async () => {
  n = await neighbourhood();
  month = `${n.base}/months/2026-01`;
  resident = supertest(n.t.app.getHttpServer());
});

afterAll(async () => {
  await n.close();
});

async function shown(): Promise<Shown> {
  const { body } = await resident.get(`/api/v1/public/notices/${id}`).expect(200);
  return body as Shown;
}

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

describe('publishing', () => {
  test('an unapproved month is not published', async () => {
    const { body } = await (await n.as('director')).post(`${month}/notice`);
    expect(body).toMatchObject({ type: '/problems/month-not-approved', status: 409 });
    expect((await resident.get('/notices').expect(200)).text).toContain('还没有公示');
  });

  test('fewer than fifteen days are refused, fifteen begin on the day after posting', async () => {
    await approvedMonth(n);
    const director = await n.as('director');
    const short = await director.post(`${month}/notice`, { days: 14 });
    expect(short.body).toMatchObject({ type: '/problems/notice-days-below-fifteen', status: 422 });
    const { body } = await director.post(`${month}/notice`, { days: 15 }).expect(201);
    expect(body).toMatchObject({
      state: 'published',
      month: '2026-01',
      postedOn: '2026-02-02',
      from: '2026-02-03',
      through: '2026-02-17',
      publishedBy: '主任丁',
    });
    ({ id } = body as { id: string });
    const again = await director.post(`${month}/notice`);
    expect(again.body).toMatchObject({ type: '/problems/notice-published-already', status: 409 });
    const { body: seen } = await director.get(month).expect(200);
    expect(seen).toMatchObject({ state: 'published', notice: { id, state: 'published' } });
  });

  test('every line is there, it adds up, and natural persons show their surname alone', async () => {
    const { content } = await shown();
    expect(content.books[0]).toMatchObject({
      opening: '0.00',
      income: [{ voucher: '记-1', counterparty: '张**', amount: '8000.00' }],
      incomeTotal: '8000.00',
      expenditure: [
        {
          counterparty: '广安修缮队',
          amount: '600.00',
          vote: { approve: 2, reject: 0, abstain: 0, recused: 0, absent: 1 },
        },
        { counterparty: '李**', amount: '1500.00' },
      ],
      expenditureTotal: '2100.00',
      closing: '5900.00',
    });
    expect(content.meeting).toMatchObject({ itemsApproved: 2, absent: [], opinion: '账目清楚' });
    expect(JSON.stringify(content)).not.toContain('张建国');
  });

  test('page and sheet are frozen, and their digests are those of the bytes', async () => {
    const { htmlSha256, pdfSha256, contentSha256 } = await shown();
    const html = await resident.get(`/api/v1/public/notices/${id}?format=html`).expect(200);
    expect(sha256(html.text)).toBe(htmlSha256);
    expect(html.text).toContain('示范社区2026年1月财务收支公示');
    expect(html.text).not.toContain('李明华');
    const pdf = await resident.get(`/notices/${id}.pdf`).expect(200);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(sha256(pdf.body as Buffer)).toBe(pdfSha256);
    const auditor = await n.as('auditor');
    const log = await auditor.get(`${n.base}/audit-events?text=公示`).expect(200);
    expect((log.body as { items: { sentence: string }[] }).items[0]?.sentence).toContain(
      '张贴2026年1月公示',
    );
    expect(contentSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('what is not published does not exist for the public', async () => {
    for (const path of [
      '/api/v1/public/notices/00000000-0000-4000-8000-000000000000',
      '/api/v1/public/notices/1',
    ]) {
      const { status, body } = await resident.get(path);
      expect([status, (body as { type: string }).type]).toEqual([404, '/problems/not-found']);
    }
    const page = await resident.get('/notices/nothing').expect(404);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.text).toContain('<main');
  });

  test('a person who went astray is told so in words, a program by a problem document', async () => {
    const page = await resident.get('/abc').set('Accept', 'text/html').expect(404);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.text).toContain('没有这个页面');
    const { body } = await resident.get('/abc').set('Accept', 'application/json').expect(404);
    expect(body).toMatchObject({ type: '/problems/not-found', status: 404 });
    const api = await resident.get('/api/v1/abc').set('Accept', 'text/html').expect(404);
    expect(api.body).toMatchObject({ type: '/problems/not-found' });
    const icon = await resident.get('/favicon.ico').expect(200);
    expect(icon.headers['content-type']).toContain('image/svg+xml');
    const ask = await resident.get('/verify').expect(200);
    expect(ask.text).toContain('核验码');
    const asked = await resident.get('/verify?code=7G4K').expect(303);
    expect(asked.headers['location']).toBe('/verify/7G4K');
  });

  test('the page names its own address in print alone, and links by paths', async () => {
    const { text } = await resident.get(`/notices/${id}`).expect(200);
    expect(text).toContain(`<a class="button" href="/notices/${id}#objection">我要提异议</a>`);
    expect(text).not.toMatch(/href="https?:/);
    expect(text).toMatch(/<span class="print">：https?:/);
  });

  test('the board shows it, newest first, and of another community nothing', async () => {
    const board = await resident.get('/notices').expect(200);
    expect(board.text).toContain(`<a href="/notices/${id}">示范社区2026年1月财务收支公示</a>`);
    const other = await resident.get('/notices?community=511602002009').expect(200);
    expect(other.text).toContain('还没有公示');
    const unknown = await resident.get('/notices?sort=x');
    expect(unknown.status).toBe(400);
    expect(unknown.text).toContain('<h1>');
    const list = await (await n.as('street')).get(`${n.base}/notices?format=csv`).expect(200);
    expect(list.text).toContain(`2026-01,公示中,2026-02-02,2026-02-03,2026-02-17,主任丁,,${id}`);
  });
});

describe('objections', () => {
  const evil = '<script>alert("x")</script> 保洁费\n为何上涨？';

  test('come without a login, are shown to everybody, and never with the contact', async () => {
    const { body } = await resident
      .post(`/api/v1/public/notices/${id}/objections`)
      .send({ text: evil, line: '记-4', name: '王小二', contact: '13800138000' })
      .expect(201);
    expect(body).toMatchObject({ text: evil, name: '王**', line: '记-4', replies: [] });
    expect(JSON.stringify(body)).not.toContain('13800138000');
    expect(JSON.stringify(await shown())).not.toContain('13800138000');
    const page = await resident.get(`/notices/${id}`).expect(200);
    expect(page.text).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
    expect(page.text).not.toContain('<script');
    expect(page.text).not.toContain('13800138000');
    const director = await n.as('director');
    const list = await director.get(`${n.base}/objections`).expect(200);
    expect((list.body as { items: object[] }).items[0]).toMatchObject({ contact: '13800138000' });
    const accountant = await n.as('accountant');
    expect((await accountant.get(`${n.base}/objections`)).body).toMatchObject({
      type: '/problems/forbidden',
    });
  });

  test('an unknown field or an empty text is refused', async () => {
    const path = `/api/v1/public/notices/${id}/objections`;
    for (const body of [{ text: ' ' }, { text: '好', amount: '1.00' }, {}]) {
      const refused = await resident.post(path).send(body);
      expect(refused.body).toMatchObject({ type: '/problems/validation-failed', status: 400 });
    }
  });

  test('to a line that is not on the notice are told so, in the form as well', async () => {
    const unknown = await resident
      .post(`/api/v1/public/notices/${id}/objections`)
      .send({ text: '为何？', line: '记-99' });
    expect(unknown.body).toMatchObject({
      type: '/problems/objection-line-unknown',
      status: 422,
      line: '记-99',
      errors: [{ pointer: '/line' }],
    });
    const typed = await resident
      .post(`/notices/${id}/objections`)
      .type('form')
      .send({ text: '为何？', line: '记-99' });
    expect(typed.status).toBe(422);
    expect(typed.text).toContain('公示中没有“记-99”这一笔');
    expect(typed.text).toContain('value="记-99"');
    expect((await shown()).objections).toHaveLength(1);
  });

  test('name their line as people write it, and it is kept as the notice prints it', async () => {
    const { body } = await resident
      .post(`/api/v1/public/notices/${id}/objections`)
      .send({ text: '保洁费有合同吗？', line: ' 记 字第４号', name: '王小二' })
      .expect(201);
    expect(body).toMatchObject({ line: '记-4' });
    const { body: kept } = await (await n.as('director')).get(`${n.base}/objections`).expect(200);
    expect((kept as { items: { line: string }[] }).items.map(({ line }) => line)).toEqual([
      '记-4',
      '记-4',
    ]);
  });

  test('the form on the page does the same, and goes back to the page', async () => {
    const sent = await resident
      .post(`/notices/${id}/objections`)
      .type('form')
      .send({ text: '租金有无合同？', name: '', contact: '', line: '' });
    expect([sent.status, sent.headers['location']]).toEqual([
      303,
      `/notices/${id}?received=1#objection`,
    ]);
    const thanked = await resident.get(`/notices/${id}?received=1`).expect(200);
    expect(thanked.text).toContain('已收到您的异议');
    expect(thanked.text).toContain('10 个工作日内答复');
    expect((await resident.get(`/notices/${id}`)).text).not.toContain('已收到您的异议');
    expect((await shown()).objections.map(({ text }) => text)).toEqual([
      evil,
      '保洁费有合同吗？',
      '租金有无合同？',
    ]);
    const empty = await resident
      .post(`/notices/${id}/objections`)
      .type('form')
      .send({ text: '', name: '王"小二', line: '记-4' });
    expect(empty.status).toBe(400);
    expect(empty.text).toContain('请写明异议内容');
    expect(empty.text).toContain('value="王&quot;小二"');
    expect(empty.text).toContain('value="记-4"');
    expect(empty.headers['content-type']).toContain('text/html');
    const login = await resident.post('/api/v1/auth/login').type('form').send({ username: 'a' });
    expect(login.body).toMatchObject({ type: '/problems/unsupported-media-type', status: 415 });
  });

  test('the months stays unsealed in the period and while one is unanswered', async () => {
    const accountant = await n.as('accountant');
    const early = await accountant.post(`${month}/seal`);
    expect(early.body).toMatchObject({
      type: '/problems/notice-period-running',
      through: '2026-02-17',
    });
    n.turnTo('2026-02-18T00:30:00');
    const waiting = await (await n.as('accountant')).post(`${month}/seal`);
    expect(waiting.body).toMatchObject({ type: '/problems/objections-unanswered', count: 3 });
  });

  test('after the period an objection is told where to turn; a reply is still given and shown', async () => {
    const late = await resident
      .post(`/api/v1/public/notices/${id}/objections`)
      .send({ text: '迟到的异议' });
    expect(late.body).toMatchObject({ type: '/problems/objection-period-over', status: 409 });
    expect((late.body as { detail: string }).detail).toContain('街道办事处');
    const director = await n.as('director');
    const { body } = await director.get(`${n.base}/objections`).expect(200);
    for (const objection of (body as { items: { id: string }[] }).items) {
      await director
        .post(`/api/v1/objections/${objection.id}/reply`, { text: '合同价，附后。' })
        .expect(201);
    }
    const accountant = await n.as('accountant');
    const first = (body as { items: { id: string }[] }).items[0]!;
    const wrong = await accountant.post(`/api/v1/objections/${first.id}/reply`, { text: '无' });
    expect(wrong.body).toMatchObject({ type: '/problems/forbidden' });
    const { objections, state } = await shown();
    expect(state).toBe('closed');
    expect(objections[1]?.replies).toMatchObject([{ text: '合同价，附后。', by: '主任丁' }]);
    const page = await resident.get(`/notices/${id}`).expect(200);
    expect(page.text).toContain('公示期满');
    expect(page.text).not.toContain('<form');
  });

  test('sealed after the last day, with every objection answered, and for good', async () => {
    const accountant = await n.as('accountant');
    const { body } = await accountant.post(`${month}/seal`).expect(200);
    expect(body).toEqual({ month: '2026-01', state: 'sealed' });
    const again = await accountant.post(`${month}/seal`);
    expect(again.body).toMatchObject({ type: '/problems/month-not-published', status: 409 });
    const correction = await accountant.post(`${month}/notice/correction`, { reason: '笔误' });
    expect(correction.body).toMatchObject({ type: '/problems/month-not-published' });
  });
});

describe('a flood of objections', () => {
  test('from one address ends after ten in an hour', async () => {
    const answers: number[] = [];
    for (let index = 0; index < 12; index += 1) {
      const { status } = await resident
        .post(`/api/v1/public/notices/${id}/objections`)
        .set('X-Forwarded-For', '203.0.113.9')
        .send({ text: '再问一次' });
      answers.push(status);
    }
    expect(answers).toEqual([...Array<number>(10).fill(409), 429, 429]);
  });
});
