import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acting, attack, inserting, type Attacker } from '../support/attacker.js';
import { december, threeBooks, writtenOff } from '../support/year-books.js';
import { beginStory, book, posted, type Voucher, type YearStory } from '../support/year-story.js';

let s: YearStory;
let service: Attacker;

beforeAll(async () => {
  s = await beginStory();
  await threeBooks(s);
  await december(s);
  await writtenOff(s);
  service = await attack(s.t.serviceUrl, '511602002001');
}, 60_000);

afterAll(async () => {
  await service.end();
  await s.t.close();
});

/** The same request four times at the same moment: how often it was granted, and why not else. */
async function atOnce(path: string, body: object = {}): Promise<[Voucher[], string[]]> {
  const answers = await Promise.all(
    [1, 2, 3, 4].map(async () => s.people.accountant.post(path, body)),
  );
  const granted = answers.filter(({ status }) => status === 200);
  expect(granted).toHaveLength(1);
  const refused = answers.filter(({ status }) => status !== 200);
  const { vouchers } = granted[0]?.body as { vouchers: Voucher[] };
  return [vouchers, refused.map(({ body: problem }) => (problem as { type: string }).type)];
}

/** What the database says of one more closing voucher, past the service. */
async function draftOf(date: string): Promise<string> {
  const { id } = (await s.people.accountant.get('/api/v1/me')).body as { id: string };
  const draft = inserting('voucher_draft', {
    community_code: '511602002001',
    book_no: 2,
    id: randomUUID(),
    date,
    word: '记',
    attachment_count: 0,
    lines: '[]',
    kind: 'closing',
    maker_id: id,
    maker_name: '会计甲',
  });
  return service.probes(acting(id), draft);
}

const WAITING = Array.from({ length: 3 }, () => '/problems/year-end-drafts-waiting');

describe('of several at the same moment', () => {
  test('one transfers the year, and one distributes its profit', async () => {
    const [transfer, others] = await atOnce(`${book(2)}/year-end/2025/transfer`);
    expect(others).toEqual(WAITING);
    expect(await draftOf('2025-12-31')).toBe('year-end-drafts-waiting');
    expect(await draftOf('2026-01-05')).toBe('accepted');
    await posted(
      s,
      2,
      transfer.map(({ id }) => id),
    );
    expect(await draftOf('2025-12-31')).toBe('accepted');
    const order = {
      resolutionNo: '社居决〔2025〕12号',
      resolvedOn: '2025-12-30',
      owners: '500.00',
    };
    const [, rest] = await atOnce(`${book(2)}/year-end/2025/distribution`, order);
    expect(rest).toEqual(WAITING);
    const { body } = await s.people.accountant.get(`${book(2)}/year-end/2025`).expect(200);
    expect((body as { distributions: unknown[] }).distributions).toHaveLength(1);
  });

  test('one file makes drafts', async () => {
    const file = Buffer.from(
      '凭证序号,日期,摘要,科目编码,科目名称,借方金额,贷方金额,附件张数,专项代码,往来单位\n' +
        '1,2026-01-05,收租,112,,1.00,,1,,\n1,2026-01-05,收租,501,,,1.00,1,,\n',
    );
    const answers = await Promise.all(
      [1, 2, 3, 4].map(async () =>
        s.people.accountant.upload(`${book(1)}/imports`, file, 'text/csv'),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });
});
