import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { Attack, posting, treasuryTargets, type Targets } from '../support/treasury-attack.js';

let t: TestApp;
let targets: Targets;
let attack: Attack;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  targets = await treasuryTargets(t);
});

afterAll(async () => {
  await t.close();
});

describe.each(['service', 'owner'] as const)('attacked as the %s', (who) => {
  beforeEach(async () => {
    attack = await Attack.begin(who === 'service' ? t.serviceUrl : t.ownerUrl, targets);
  });

  afterEach(async () => {
    await attack.end();
  });

  test.each([
    ['513', '10201', 'manual', 'sitting-spend'],
    ['513', '10201', 'payment', 'sitting-spend'],
    ['513', '10201', 'transfer', 'sitting-spend'],
    ['513', '10201', 'closing', 'sitting-spend'],
    ['513', '501', 'manual', 'sitting-spend'],
    ['10101', '501', 'manual', 'sitting-spend'],
    ['501', '10101', 'manual', 'sitting-spend'],
    ['513', '501', 'closing', 'accepted'],
    ['513', '211', 'manual', 'accepted'],
    ['10201', '501', 'manual', 'revenue-only-by-receipt'],
    ['10201', '501', 'payment', 'revenue-only-by-receipt'],
    ['10202', '501', 'receipt', 'expenditure-only-by-allocation'],
    ['513', '10202', 'manual', 'expenditure-only-by-payment'],
    ['513', '10202', 'refund', 'expenditure-only-by-payment'],
    ['513', '10202', 'closing', 'expenditure-only-by-payment'],
    ['10101', '211', 'manual', 'petty-cash-only-by-top-up'],
    ['513', '10101', 'payment', 'petty-cash-only-for-small-expense'],
    ['513', '10101', 'manual', 'fund-account-overdrawn'],
  ])('Dr %s / Cr %s by %s is %s', async (debit, credit, source, code) => {
    const said = await attack.refusal(() =>
      attack.post(source, randomUUID(), posting(debit, credit)),
    );
    expect(said).toBe(code);
  });

  test.each([
    ['10201', '501', 'receipt'],
    ['10201', '501', 'donation'],
    ['10201', '501', 'rent'],
    ['501', '10201', 'refund'],
    ['10202', '10201', 'allocation'],
    ['513', '10202', 'payment'],
    ['514', '10202', 'transfer'],
  ])('Dr %s / Cr %s by %s wants nothing but its document', async (debit, credit, source) => {
    const said = await attack.refusal(() =>
      attack.post(source, randomUUID(), posting(debit, credit)),
    );
    expect(said).toBe('document-missing');
  });

  test('no account goes below zero, and what is approved stays in the book, to the fen', async () => {
    const move = (source: string, lines: ReturnType<typeof posting>) =>
      attack.refusal(() => attack.post(source, randomUUID(), lines));
    expect(await move('allocation', posting('10202', '10201', '3000.01'))).toBe(
      'fund-account-overdrawn',
    );
    expect(await move('allocation', posting('10202', '10201', '3000.00'))).toBe('document-missing');
    expect(await move('refund', posting('501', '10201', '400.01'))).toBe('funds-reserved');
    expect(await move('refund', posting('501', '10201', '400.00'))).toBe('document-missing');
  });

  test('a document without its voucher cannot stay', async () => {
    expect(await attack.refusal(() => attack.pay())).toBe('document-without-voucher');
  });

  test.each([
    [posting('513', '10202', '599.99'), 'document-mismatch'],
    [posting('514', '10202', '600.00'), 'document-mismatch'],
    [
      [
        { accountCode: '513', debit: '500.00' },
        { accountCode: '514', debit: '100.00' },
        { accountCode: '10202', credit: '600.00' },
      ],
      'document-mismatch',
    ],
    [posting('513', '10202', '600.00'), 'accepted'],
  ])('a payment of 600.00 to 513 with the voucher %j is %s', async (lines, code) => {
    const said = await attack.refusal(async () => {
      const { id, voucherId } = await attack.pay();
      await attack.post('payment', id, lines, voucherId);
    });
    expect(said).toBe(code);
  });

  test('one document has one voucher', async () => {
    const said = await attack.refusal(async () => {
      const { id, voucherId } = await attack.pay();
      await attack.post('payment', id, posting('513', '10202', '600.00'), voucherId);
      await attack.post('payment', id, posting('513', '10202', '400.00'));
    });
    expect(said).toBe('document-missing');
  });
});
