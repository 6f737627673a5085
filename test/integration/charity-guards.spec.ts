import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../src/kernel/local-date.js';
import { LedgerService } from '../../src/ledger/ledger.service.js';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { attack, type Attacker } from '../support/attacker.js';
import { approveSpending, B, COMMUNITY, openCharityBook, paySpending } from './charity.fixture.js';

let t: TestApp;
let accountant: Client;
let service: Attacker;
let owner: Attacker;
let actor: { id: string; name: string };
let payment: string;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await openCharityBook(t);
  accountant = await t.as('accountant.001');
  actor = (await accountant.get('/api/v1/me').expect(200)).body;
  for (const [fundCode, amount] of [
    ['JH01', '1000.00'],
    ['JH02', '300.00'],
  ]) {
    await accountant
      .post(`${B}/donations`, { date: '2026-01-09', amount, donor: '王先生', fundCode })
      .expect(201);
  }
  const request = await approveSpending(t, { amount: '400.00', fundCode: 'JH01' });
  payment = await paySpending(t, request.id, '400.00', '2026-02-03');
  service = await attack(t.serviceUrl, COMMUNITY, actor.id);
  owner = await attack(t.ownerUrl, COMMUNITY, actor.id);
});

afterAll(async () => {
  await service.end();
  await owner.end();
  await t.close();
});

const reverse = (voucherId: string) =>
  t.database.write({ scope: COMMUNITY, communityCode: COMMUNITY, actor, idempotency: null }, (tx) =>
    t.app.get(LedgerService).reverse(tx, COMMUNITY, 1, {
      voucherId,
      date: parseLocalDate('2026-02-08'),
      reason: '记错',
    }),
  );

interface Line {
  accountCode: string;
  debit?: string;
  credit?: string;
  fundCode?: string;
}

const post = (sourceKind: string, lines: Line[], sourceId?: string): [string, unknown[]] => [
  'SELECT * FROM post_vouchers($1, $2)',
  [
    COMMUNITY,
    JSON.stringify([
      {
        id: randomUUID(),
        bookNo: 1,
        date: '2026-02-05',
        word: '记',
        attachmentCount: 1,
        sourceKind,
        sourceId,
        makerId: actor.id,
        makerName: actor.name,
        lines: lines.map((line) => ({ summary: '试', ...line })),
      },
    ]),
  ],
];

describe('the database itself', () => {
  test('overdraws no restricted fund, however much the other one holds (慈善法 第五十四条)', async () => {
    const release = (amount: string): Line[] => [
      { accountCode: '510101', debit: amount, fundCode: 'JH02' },
      { accountCode: '2209', credit: amount },
    ];
    expect(await service.tries(...post('release', release('300.01')))).toBe(
      'restricted_fund_overdrawn',
    );
    expect(await owner.tries('UPDATE fund_balance SET balance = -1')).toBe(
      'restricted_fund_overdrawn',
    );
    expect(await service.tries('UPDATE fund_balance SET balance = 1')).toBe('42501');
  });

  test('takes no line on a restricted account without its fund, whoever posts it', async () => {
    const gift = (accountCode: string, more: object = {}): Line[] => [
      { accountCode: '1122', debit: '10.00' },
      { accountCode, credit: '10.00', ...more },
    ];
    const needed = 'restricted-account-needs-fund';
    for (const who of [service, owner]) {
      expect(await who.tries(...post('release', gift('3102')))).toBe(needed);
      expect(await who.tries(...post('receipt', gift('410102')))).toBe(needed);
      expect(await who.tries(...post('receipt', gift('410101')))).toBe('document-missing');
      expect(await who.tries(...post('receipt', gift('410102', { fundCode: 'LY' })))).toBe(
        'document-missing',
      );
    }
  });

  test('takes no voucher of release without its release, nor one of other accounts', async () => {
    const lines = [
      { accountCode: '3102', debit: '10.00', fundCode: 'JH01' },
      { accountCode: '3101', credit: '10.00', fundCode: 'JH01' },
    ];
    expect(await service.tries(...post('release', lines))).toBe('release-voucher-unfounded');
    expect(await service.tries(...post('release', lines, randomUUID()))).toBe(
      'release-voucher-unfounded',
    );
  });

  test('releases nothing beyond what was spent, nor an unrestricted fund', async () => {
    const insert = (fund: string, amount: string): [string, unknown[]] => [
      `INSERT INTO fund_release (community_code, book_no, id, fund_code, date, amount, reason, voucher_id)
       VALUES ($1, 1, $2, $3, '2026-02-05', $4, '试', $5)`,
      [COMMUNITY, randomUUID(), fund, amount, payment],
    ];
    expect(await service.tries(...insert('JH01', '10.00'))).toBe('release-voucher-unfounded');
    expect(await service.tries(...insert('LY', '10.00'))).toBe('fund_not_restricted');
    const together = async (amount: string): Promise<string | number> => {
      const [id, voucherId] = [randomUUID(), randomUUID()];
      const [sql] = insert('JH01', amount);
      const [call, [community, vouchers]] = post(
        'release',
        [
          { accountCode: '3102', debit: amount, fundCode: 'JH01' },
          { accountCode: '3101', credit: amount, fundCode: 'JH01' },
        ],
        id,
      );
      const [voucher] = JSON.parse(String(vouchers)) as object[];
      const named = JSON.stringify([{ ...voucher, id: voucherId }]);
      expect(await service.tries('BEGIN')).toBe(0);
      expect(await service.tries(sql, [COMMUNITY, id, 'JH01', amount, voucherId])).toBe(1);
      expect(await service.tries(call, [community, named])).toBe(1);
      return service.tries('COMMIT');
    };
    expect(await together('400.01')).toBe('release-exceeds-spending');
    expect(await service.rows('SELECT FROM fund_release')).toHaveLength(0);
    expect(await together('400.00')).toBe(0);
    expect(await service.rows('SELECT FROM fund_release')).toHaveLength(1);
  });

  test('takes back no spending under its release, but does after the release is cancelled', async () => {
    await expect(reverse(payment)).rejects.toMatchObject({ code: 'release-exceeds-spending' });
    const [release] = await service.rows<{ voucher_id: string }>(
      'SELECT voucher_id FROM fund_release',
    );
    await reverse(release!.voucher_id);
    await reverse(payment);
    const { body } = await accountant.get(`${B}/funds/JH01/statement`).expect(200);
    expect(body).toMatchObject({ received: '1000.00', used: '0.00', released: '0.00' });
  });

  test('knows no donation that was not banked, or was banked under a name without consent', async () => {
    const [known] = await service.rows<{ receipt_id: string; voucher_id: string; id: string }>(
      'SELECT id, receipt_id, voucher_id FROM donation ORDER BY no LIMIT 1',
    );
    const insert = (amount: string, publish: boolean, receipt: string): [string, unknown[]] => [
      `INSERT INTO donation (community_code, book_no, id, year, no, date, amount, donor, anonymous, publish_name, restricted,
         fund_code, income_account_code, receipt_id, voucher_id)
       VALUES ($1, 1, $2, 2026, 99, '2026-01-09', $3, '王先生', false, $4, true, 'JH01', '410102', $5, $6)`,
      [COMMUNITY, known!.id, amount, publish, receipt, known!.voucher_id],
    ];
    for (const row of [
      insert('1000.01', false, known!.receipt_id),
      insert('1000.00', true, known!.receipt_id),
      insert('1000.00', false, randomUUID()),
    ]) {
      expect(await service.tries(...row)).toBe('donation-differs-from-receipt');
    }
    expect(await service.tries(...insert('1000.00', false, known!.receipt_id))).toBe(
      'donation_pkey',
    );
  });

  test('lets nobody change or take away a donation or a release', async () => {
    for (const sql of [
      `UPDATE donation SET publish_name = true`,
      'DELETE FROM donation',
      'DELETE FROM fund_release',
      'TRUNCATE donation CASCADE',
      'UPDATE donation_counter SET last_no = 0',
    ]) {
      expect([sql, await service.tries(sql)]).toEqual([sql, '42501']);
    }
    expect(await owner.tries('DELETE FROM donation')).toBe('record-immutable');
    expect(await owner.tries('UPDATE fund_release SET amount = 1')).toBe('record-immutable');
  });

  test('shows no donation to another community or without a context', async () => {
    const stranger = await attack(t.serviceUrl, '511602002002');
    const nobody = await attack(t.serviceUrl);
    const count = 'SELECT count(*)::int AS n FROM donation';
    expect(await service.rows(count)).toEqual([{ n: 2 }]);
    expect(await stranger.rows(count)).toEqual([{ n: 0 }]);
    expect(await nobody.rows(count)).toEqual([{ n: 0 }]);
    await stranger.end();
    await nobody.end();
  });
});
