import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import { parseQuarter } from '../../kernel/quarter.js';
import { dueOn, endedQuarter } from './filing-term.js';
import { printedCode, readVerificationCode, verificationCode } from './verification-code.js';

describe('a verification code', () => {
  test('writes eighty bits in sixteen digits that nobody confuses', () => {
    expect(verificationCode(new Uint8Array(10))).toBe('0000000000000000');
    expect(verificationCode(new Uint8Array(10).fill(255))).toBe('ZZZZZZZZZZZZZZZZ');
    expect(verificationCode(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 33))).toBe('0000000000000011');
  });

  test('is read as people type it, and printed in fours', () => {
    expect(printedCode('7G4K2M9QX0TB5R8W')).toBe('7G4K-2M9Q-X0TB-5R8W');
    expect(readVerificationCode(' 7g4k-2m9q-xotb-5r8w ')).toBe('7G4K2M9QX0TB5R8W');
    expect(readVerificationCode('7G4K2M9QX0TB5R8')).toBeNull();
    expect(readVerificationCode("7G4K2M9QX0TB5R8'")).toBeNull();
  });
});

describe('the term', () => {
  test('ends fifteen days after the quarter, or as many as the street gives', () => {
    expect(dueOn(parseQuarter('2026-Q1'), 15)).toBe('2026-04-15');
    expect(dueOn(parseQuarter('2025-Q4'), 20)).toBe('2026-01-20');
  });

  test('the last quarter that has ended is the one before today’s', () => {
    expect(endedQuarter(parseLocalDate('2026-03-31'))).toBe('2025-Q4');
    expect(endedQuarter(parseLocalDate('2026-04-01'))).toBe('2026-Q1');
  });
});
