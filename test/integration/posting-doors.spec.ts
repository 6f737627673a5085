import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { LedgerService } from '../../src/ledger/ledger.service.js';
import { parseLocalDate } from '../../src/kernel/local-date.js';
import { Money } from '../../src/kernel/money.js';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  Attack,
  CODE,
  posting,
  treasuryTargets,
  type Targets,
} from '../support/treasury-attack.js';

let t: TestApp;
let targets: Targets;
/** With the password of the service's login, which reaches the ledger by two functions only. */
let service: Attack;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  targets = await treasuryTargets(t);
});

afterAll(async () => {
  await t.close();
});

beforeEach(async () => {
  service = await Attack.begin(t.serviceUrl, targets);
});

afterEach(async () => {
  await service.end();
});

/** A voucher complete with maker and reviewer, as a forger would write it. */
function forged(sourceKind: string, more: object = {}): object {
  return {
    id: randomUUID(),
    bookNo: 1,
    date: '2026-02-02',
    word: '记',
    attachmentCount: 1,
    sourceKind,
    makerId: targets.ids['accountant'],
    makerName: '会计甲',
    reviewerId: targets.ids['reviewer'],
    reviewerName: '审核乙',
    lines: posting('513', '211').map((line) => ({ summary: '伪造', ...line })),
    ...more,
  };
}

const call = (name: string, vouchers: readonly object[]): Promise<string> =>
  service.refusal(() =>
    service.query(`SELECT * FROM ${name}($1, $2)`, [CODE, JSON.stringify(vouchers)]),
  );

const draft = (id: string): Promise<void> =>
  service.insert('voucher_draft', {
    community_code: CODE,
    book_no: 1,
    id,
    date: '2026-02-02',
    attachment_count: 1,
    lines: JSON.stringify(posting('513', '211').map((line) => ({ summary: '办公费', ...line }))),
    maker_id: targets.ids['accountant'],
    maker_name: '会计甲',
  });
const review = (id: string): Promise<unknown> =>
  service.query(
    `UPDATE voucher_draft SET status = 'reviewed', reviewer_id = context_actor(), reviewer_name = '审核' WHERE id = $1`,
    [id],
  );
const post = (...ids: string[]): Promise<unknown[]> =>
  service.query('SELECT * FROM post_drafts($1, 1, $2)', [CODE, ids]);

describe('what a person writes reaches the ledger as a reviewed draft only', () => {
  test('the function that enters vouchers is not the service’s to call', async () => {
    const said = await service.refusal(() =>
      service.query('SELECT * FROM enter_vouchers($1, $2)', [CODE, '[]']),
    );
    expect(said).toBe('permission denied for function enter_vouchers');
  });

  test('each kind that a person reviews is refused by the other door, signed or not', async () => {
    const kinds = await service.query<{ kind: string }>(
      'SELECT kind FROM voucher_source WHERE needs_reviewer ORDER BY kind',
    );
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'closing',
      'correction',
      'difference',
      'distribution',
      'import',
      'manual',
      'prior-year',
    ]);
    for (const { kind } of [...kinds, { kind: 'unheard-of' }]) {
      expect([kind, await call('post_vouchers', [forged(kind)])]).toEqual([
        kind,
        'voucher-needs-draft',
      ]);
    }
  });

  test('not hidden among thousands of others either, nor without a kind', async () => {
    const receipts = Array.from({ length: 1000 }, () => forged('receipt'));
    expect(await call('post_vouchers', [...receipts, forged('manual')])).toBe(
      'voucher-needs-draft',
    );
    expect(await call('post_vouchers', [forged('manual', { sourceKind: null })])).toBe(
      'voucher-needs-draft',
    );
  });

  test('a draft that its reviewer marked is posted once; unmarked, unknown or twice it is not', async () => {
    const [id, other] = [randomUUID(), randomUUID()];
    await service.as('accountant');
    await draft(id);
    expect(await service.refusal(() => post(id))).toBe('voucher-not-reviewed');
    expect(await service.refusal(() => review(id))).toBe('maker_is_not_reviewer');
    await service.as('reviewer');
    await review(id);
    expect(await service.refusal(() => post(id, other))).toBe('voucher-not-draft');
    await service.as('accountant');
    expect(await post(id)).toMatchObject([{ id, month: '2026-02', word: '记' }]);
    expect(await service.refusal(() => post(id))).toBe('voucher-not-draft');
  });

  test('a draft marked by somebody who reviews nothing is not posted', async () => {
    const id = randomUUID();
    await service.as('accountant');
    await draft(id);
    await service.as('cashier');
    await review(id);
    expect(await service.refusal(() => post(id))).toBe('voucher-not-reviewed');
  });

  test('the ledger’s own door says how it is done', async () => {
    const accountant = { id: targets.ids['accountant'] ?? '', name: '会计甲' };
    const context = { scope: CODE, communityCode: CODE, actor: accountant, idempotency: null };
    const written = {
      id: randomUUID(),
      bookNo: 1,
      date: parseLocalDate('2026-02-02'),
      attachmentCount: 1,
      lines: [
        { summary: '办公费', accountCode: '513', debit: Money.of('1.00') },
        { summary: '办公费', accountCode: '211', credit: Money.of('1.00') },
      ],
      source: { kind: 'manual' },
      maker: accountant,
      reviewer: { id: targets.ids['reviewer'] ?? '', name: '审核乙' },
    };
    const said = t.database.write(context, (tx) =>
      t.app.get(LedgerService).post(tx, CODE, [written]),
    );
    await expect(said).rejects.toMatchObject({
      code: 'voucher-needs-draft',
      facts: { kind: 'manual' },
    });
  });
});

/** What each kind that nobody reviews would book, and what the database misses when nothing stands behind it. */
const UNFOUNDED: Readonly<Record<string, readonly [debit: string, credit: string, said: string]>> =
  {
    receipt: ['10201', '501', 'document-missing'],
    donation: ['10201', '501', 'document-missing'],
    rent: ['10201', '501', 'document-missing'],
    refund: ['501', '10201', 'document-missing'],
    allocation: ['10202', '10201', 'document-missing'],
    payment: ['513', '10202', 'document-missing'],
    transfer: ['514', '10202', 'document-missing'],
    'rent-due': ['112', '501', 'rent-voucher-unfounded'],
    'rent-reduced': ['501', '112', 'rent-voucher-unfounded'],
    release: ['301', '311', 'release-voucher-unfounded'],
    conversion: ['301', '311', 'conversion-unfounded'],
    reversal: ['513', '211', 'reversal_names_its_voucher'],
  };

describe('what nobody reviews is in the ledger for its document only', () => {
  test('every such kind, without one, is refused', async () => {
    const kinds = await service.query<{ kind: string }>(
      'SELECT kind FROM voucher_source WHERE NOT needs_reviewer',
    );
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(Object.keys(UNFOUNDED).sort());
    for (const [kind, [debit, credit, said]] of Object.entries(UNFOUNDED)) {
      for (const sourceId of [randomUUID(), null]) {
        const refusal = await service.refusal(() =>
          service.post(kind, sourceId, posting(debit, credit)),
        );
        expect([kind, sourceId === null, refusal]).toEqual([kind, sourceId === null, said]);
      }
    }
  });
});
