import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import type { Role } from '../../kernel/role.js';
import {
  categoryOf,
  checkLadder,
  checkResolution,
  ladderAmount,
  nextStep,
  stepOfApprover,
  stepsFor,
  type Ladder,
} from './approval-ladder.js';

const step = (stepNo: number, above: string, role: Role) => ({
  stepNo,
  above: Money.of(above),
  role,
});

const LADDER: Ladder = {
  version: 1,
  resolutionAbove: Money.of('20000'),
  windowDays: 30,
  steps: [
    step(2, '1000', 'party-secretary'),
    step(1, '0', 'director'),
    step(3, '5000', 'supervisor'),
    step(4, '20000', 'street-officer'),
  ],
};

const ordinary = (amount: string) => ({ amount: Money.of(amount), category: 'ordinary' as const });

const asked = (date: string, amount: string) => ({
  date: parseLocalDate(date),
  amount: Money.of(amount),
});

describe('the approval ladder', () => {
  test.each([
    ['0.01', 1],
    ['1000.00', 1],
    ['1000.01', 2],
    ['5000.00', 2],
    ['5000.01', 3],
    ['20000.00', 3],
    ['20000.01', 4],
  ])('%s yuan climbs %i steps, the limit itself still below', (amount, count) => {
    const steps = stepsFor(LADDER, ordinary(amount));
    expect(steps.map(({ stepNo }) => stepNo)).toEqual([1, 2, 3, 4].slice(0, count));
  });

  test('what falls within thirty days, both ends counted, is weighed together', () => {
    const request = asked('2026-01-31', '600');
    const weigh = (date: string) =>
      ladderAmount(request, [asked(date, '500')], LADDER.windowDays).toString();
    expect(weigh('2026-01-02')).toBe('1100.00');
    expect(weigh('2026-01-01')).toBe('600.00');
    expect(weigh('2026-03-01')).toBe('1100.00');
    expect(weigh('2026-03-02')).toBe('600.00');
  });

  test('above the limit a resolution is named', () => {
    expect(() => {
      checkResolution(LADDER, ordinary('20000'), null);
    }).not.toThrow();
    expect(() => {
      checkResolution(LADDER, ordinary('20000.01'), null);
    }).toThrow(/^resolution-missing/);
    expect(() => {
      checkResolution(LADDER, ordinary('20000.01'), '示社居代〔2026〕1号');
    }).not.toThrow();
  });

  test('a community names a limit above zero', () => {
    const adopting = (limit: string) => () => {
      checkLadder(stepsFor(LADDER, ordinary('20000.01')), Money.of(limit));
    };
    expect(adopting('0.00')).toThrow(/^ladder-limit-not-positive/);
    expect(adopting('0.01')).not.toThrow();
  });

  test('an investment and a long contract climb every step, whatever they cost', () => {
    for (const category of ['investment', 'long-contract'] as const) {
      const grave = { amount: Money.of('0.01'), category };
      expect(stepsFor(LADDER, grave)).toHaveLength(4);
      expect(() => {
        checkResolution(LADDER, grave, null);
      }).toThrow(/^resolution-missing/);
    }
  });

  test('an investment is one by its account', () => {
    const rural = 'rural-collective-2023';
    expect(categoryOf(undefined, '513', rural)).toBe('ordinary');
    expect(categoryOf('long-contract', '513', rural)).toBe('long-contract');
    expect(categoryOf(undefined, '14101', rural)).toBe('investment');
    expect(categoryOf(undefined, '1501', 'small-enterprise-2011')).toBe('investment');
    expect(categoryOf(undefined, '1501', 'non-profit-2024')).toBe('ordinary');
    expect(() => categoryOf('ordinary', '111', rural)).toThrow(/^request-category-wrong/);
    expect(() => categoryOf('investment', '513', rural)).toThrow(/^request-category-wrong/);
  });

  test('steps are signed in turn', () => {
    const steps = stepsFor(LADDER, ordinary('6000'));
    expect(nextStep(steps, [])?.role).toBe('director');
    expect(nextStep(steps, [{ stepNo: 1, approverId: 'a' }])?.role).toBe('party-secretary');
    const all = [1, 2, 3].map((stepNo) => ({ stepNo, approverId: `p${stepNo}` }));
    expect(nextStep(steps, all)).toBeUndefined();
  });

  test('nobody signs his own, no cashier signs, nobody signs twice, nobody out of turn', () => {
    const request = {
      requesterId: 'requester',
      steps: stepsFor(LADDER, ordinary('2000')),
      signatures: [{ stepNo: 1, approverId: 'director' }],
    };
    const sign = (id: string, ...roles: Role[]) => stepOfApprover(request, { id, roles });
    expect(() => sign('requester', 'party-secretary')).toThrow(/^requester-approves-not/);
    expect(() => sign('x', 'cashier', 'party-secretary')).toThrow(/^cashier-approves-not/);
    expect(() => sign('director', 'director', 'party-secretary')).toThrow(
      /^approver-signed-already/,
    );
    expect(() => sign('x', 'supervisor')).toThrow(/^approval-out-of-turn/);
    expect(sign('x', 'party-secretary').stepNo).toBe(2);
  });
});
