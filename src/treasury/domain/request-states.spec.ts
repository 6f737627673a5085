import { describe, expect, test } from '@jest/globals';
import { checkRequestStep, REQUEST_STATES, REQUEST_STEPS } from './request-states.js';

describe('the states of a payment request', () => {
  test('a step that is not in the table does not exist', () => {
    for (const from of REQUEST_STATES) {
      for (const to of REQUEST_STATES) {
        const known = REQUEST_STEPS.some(([a, b]) => a === from && b === to);
        const attempt = () => {
          checkRequestStep(from, to);
        };
        if (known) expect(attempt).not.toThrow();
        else expect(attempt).toThrow(/^request-step-unknown/);
      }
    }
  });

  test('every state is reached from a draft, and only a payment is undone', () => {
    const reached = new Set<string>(['drafted']);
    for (let round = 0; round < REQUEST_STATES.length; round += 1) {
      for (const [from, to] of REQUEST_STEPS) if (reached.has(from)) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...REQUEST_STATES].sort());
    const ends = REQUEST_STATES.filter((state) => !REQUEST_STEPS.some(([from]) => from === state));
    expect(ends).toEqual(['rejected', 'withdrawn', 'reversed']);
  });
});
