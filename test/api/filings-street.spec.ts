import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type supertest from 'supertest';
import { asOwner } from '../integration/filings.fixture.js';
import { CODE, ELSEWHERE, type Filers, NEIGHBOUR, startFilers } from './filings.fixture.js';

let filers: Filers;

beforeAll(async () => {
  filers = await startFilers([CODE, NEIGHBOUR, ...ELSEWHERE]);
  const first = await filers.submitted(CODE);
  await filers.post('street.001', `filings/${first}/return`, { reasons: '请补充。' });
  const withdrawn = await filers.compiled(CODE);
  await filers.post('director.001', `filings/${withdrawn}/withdraw`, { reason: '文字有误' });
  const third = await filers.submitted(CODE);
  await filers.post('street.001', `filings/${third}/accept`);
}, 60_000);

afterAll(async () => {
  await filers.t.close();
});

describe('a street', () => {
  test('sees its own communities’ filings and nothing of another street', async () => {
    const { body } = await filers.get('street.001', 'streets/511602002/inbox?quarter=2026-Q1');
    expect(body).toMatchObject({
      quarter: '2026-Q1',
      dueOn: '2026-04-15',
      items: [
        { version: 1, state: 'returned', late: false },
        { version: 3, state: 'accepted', late: false },
      ],
      missing: [{ code: NEIGHBOUR, state: null, daysLate: 0 }],
    });
    const id = (body as { items: { id: string }[] }).items[0]!.id;
    for (const path of [`filings/${id}`, `filings/${id}/pdf`, `filings/${id}/data`]) {
      expect((await filers.get('street.003', path)).body).toMatchObject({
        type: '/problems/not-found',
      });
    }
    const stranger = await filers.post('street.003', `filings/${id}/accept`);
    expect(stranger.body).toMatchObject({ type: '/problems/not-found', status: 404 });
    const other = await filers.get('street.003', 'streets/511602002/inbox');
    expect(other.body).toMatchObject({ type: '/problems/forbidden', status: 403 });
  });

  test('pages through its inbox, filters it, and takes it away', async () => {
    const page = await filers.get('street.001', 'streets/511602002/inbox?limit=1');
    const { items, nextCursor } = page.body as { items: { version: number }[]; nextCursor: string };
    expect(items.map(({ version }) => version)).toEqual([1]);
    const rest = await filers.get(
      'street.001',
      `streets/511602002/inbox?limit=1&cursor=${nextCursor}`,
    );
    expect(rest.body).toMatchObject({ items: [{ version: 3 }], nextCursor: null });
    const accepted = await filers.get('street.001', 'streets/511602002/inbox?state=accepted');
    expect(accepted.body).toMatchObject({ items: [{ version: 3 }] });
    const unknown = await filers.get('street.001', 'streets/511602002/inbox?states=accepted');
    expect(unknown.body).toMatchObject({ status: 400 });
    const csv = await filers.get('street.001', 'streets/511602002/inbox?format=csv');
    expect(csv.text).toContain('北辰街道备〔2026〕0001号');
  });

  test('gives its numbers without a gap to filings that come at once', async () => {
    const ids: string[] = [];
    for (const code of ELSEWHERE) ids.push(await filers.submitted(code));
    const tries = [...ids, ...ids].map((id) => filers.post('street.003', `filings/${id}/accept`));
    const answers = await Promise.all(tries);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 409, 409, 409]);
    const { rows } = await asOwner(filers.t, (client) =>
      client.query<{ number: string }>(
        `SELECT number FROM filing_acceptance WHERE street_code = '511602003' ORDER BY no`,
      ),
    );
    expect(rows.map(({ number }) => number)).toEqual([
      '北辰街道备〔2026〕0001号',
      '北辰街道备〔2026〕0002号',
      '北辰街道备〔2026〕0003号',
    ]);
  });
});

describe('a district', () => {
  test('compares what was filed and names who has not', async () => {
    const { body } = await filers.get('district.001', 'districts/511602/league?quarter=2026-Q1');
    expect(body).toMatchObject({
      items: [
        {
          rank: 1,
          code: CODE,
          income: '550.50',
          expenditure: '550.50',
          closing: '1000.00',
          useRate: '75.00',
          onTime: true,
          objections: 0,
        },
        { rank: 1, code: ELSEWHERE[0] },
        { rank: 1, code: ELSEWHERE[1] },
        { rank: 1, code: ELSEWHERE[2] },
      ],
      missing: [{ code: NEIGHBOUR }],
    });
    const csv = await filers.get(
      'district.001',
      'districts/511602/league?quarter=2026-Q1&format=csv',
    );
    expect(csv.text.split('\n')[1]).toContain('550.50');
    expect((await filers.get('street.001', 'districts/511602/league?quarter=2026-Q1')).status).toBe(
      403,
    );
  });

  test('is ranked by the street officer as far as his street goes, and no further', async () => {
    const path = (street: string): string => `streets/${street}/league?quarter=2026-Q1`;
    const own = CODE.slice(0, 9);
    const { body } = await filers.get('street.001', path(own));
    expect(body).toMatchObject({
      items: [{ rank: 1, code: CODE, income: '550.50', useRate: '75.00' }],
      missing: [{ code: NEIGHBOUR }],
    });
    expect((body as { items: { code: string }[] }).items).toHaveLength(
      [CODE, ...ELSEWHERE].filter((code) => code.startsWith(own)).length,
    );
    const other = await filers.get('street.001', path('511602009'));
    expect(other.body).toMatchObject({ type: '/problems/forbidden', status: 403 });
    const resident = await filers.get('accountant.001', path(own));
    expect(resident.body).toMatchObject({ type: '/problems/forbidden' });
  });
});

describe('anybody with a paper copy', () => {
  const page = async (code: string): Promise<supertest.Response> =>
    filers.t.anyone().get(`/verify/${code}`);

  test('sees what was filed and that the books still agree', async () => {
    const { code, number } = await filers.latest(CODE);
    const answer = await page(code.toLowerCase());
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.text).toContain('相符：现在的账簿与报送时的凭证链首一致');
    expect(answer.text).toContain(number);
    expect(answer.text).toContain('1,000.00');
    expect(answer.text).toContain('第1版（已退回）');
  });

  test('finds nothing behind a wrong code, nor behind a draft', async () => {
    const answer = await page('0000-0000-0000-0000');
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('没有这个核验码');
    const { rows } = await asOwner(filers.t, (client) =>
      client.query<{ code: string }>(`SELECT code FROM filing WHERE state = 'withdrawn'`),
    );
    expect((await page(rows[0]!.code)).status).toBe(404);
  });

  test('is told when a voucher was changed after the filing, and verification says so too', async () => {
    const { code } = await filers.latest(CODE);
    await asOwner(filers.t, async (client) => {
      await client.query('ALTER TABLE voucher_line DISABLE TRIGGER USER');
      await client.query(
        `UPDATE voucher_line SET summary = '改过的摘要' WHERE community_code = $1 AND seq = 2`,
        [CODE],
      );
      await client.query('ALTER TABLE voucher_line ENABLE TRIGGER USER');
    });
    const answer = await page(code);
    expect(answer.text).toContain('不相符：集体资产账的凭证在报送之后被改动');
    const { body } = await filers.get('auditor.001', `communities/${CODE}/verification`);
    const finding = (
      body as { findings: { check: string; differences: string[] }[] }
    ).findings.find(({ check }) => check === '季度报告');
    expect(finding?.differences).toEqual([
      '2026-Q1 报告第1版：第1账套的链首与账簿不符',
      '2026-Q1 报告第2版：第1账套的链首与账簿不符',
      '2026-Q1 报告第3版：第1账套的链首与账簿不符',
    ]);
  });
});
