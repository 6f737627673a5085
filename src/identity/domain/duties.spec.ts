import { describe, expect, test } from '@jest/globals';
import type { Duty, Role } from '../../kernel/role.js';
import { checkDuties, checkDutyLeft, checkReach, servesAt } from './duties.js';

const HERE = '511602002001';
const THERE = '511602002002';
const STREET = '511602002';

const at = (role: Role, scope: string): Duty => ({ role, scope });

describe('two duties that exclude each other', () => {
  test('are never held in one community', () => {
    expect(() => {
      checkDuties([at('accountant', HERE), at('supervisor', HERE)]);
    }).toThrow('duties-conflict');
    checkDuties([at('accountant', HERE), at('director', HERE)]);
  });

  test('are held in two communities by one person', () => {
    checkDuties([at('accountant', HERE), at('supervisor', THERE)]);
    checkDuties([at('cashier', HERE), at('accountant', THERE)]);
  });

  test('are not held below the street that one of them covers, and are beside it', () => {
    expect(() => {
      checkDuties([at('accountant', THERE), at('street-officer', STREET)]);
    }).toThrow('duties-conflict');
    expect(() => {
      checkDuties([at('supervisor', HERE), at('admin', '%')]);
    }).toThrow('duties-conflict');
    checkDuties([at('accountant', '511602003001'), at('street-officer', STREET)]);
  });
});

describe('a duty', () => {
  test('serves the communities that its place covers', () => {
    expect(servesAt([at('street-officer', STREET)], THERE)).toBe(true);
    expect(servesAt([at('admin', '%')], THERE)).toBe(true);
    expect(servesAt([at('accountant', HERE)], THERE)).toBe(false);
  });

  test('is given where the giver administers, and nowhere else', () => {
    checkReach([at('admin', HERE), at('admin', THERE)], [at('accountant', THERE)]);
    expect(() => {
      checkReach([at('admin', HERE), at('auditor', THERE)], [at('accountant', THERE)]);
    }).toThrow('duty-beyond-reach');
  });

  test('is always left', () => {
    checkDutyLeft([at('accountant', THERE)]);
    expect(() => {
      checkDutyLeft([]);
    }).toThrow('no-duty-left');
  });
});
