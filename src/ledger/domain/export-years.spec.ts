import { expect, test } from '@jest/globals';
import { DomainError } from '../../kernel/domain-error.js';
import { parseMonth } from '../../kernel/month.js';
import { checkExportOptions } from './export-option.js';
import { exportYears } from './export-years.js';

const [opened, last] = [parseMonth('2025-12'), parseMonth('2027-03')];

test('a book is taken away from its first month through its last, the years between whole', () => {
  expect(exportYears(opened, last, null)).toEqual([
    { year: 2025, from: '2025-12', through: '2025-12' },
    { year: 2026, from: '2026-01', through: '2026-12' },
    { year: 2027, from: '2027-01', through: '2027-03' },
  ]);
  expect(exportYears(opened, last, 2026)).toHaveLength(1);
  expect(exportYears(last, opened, null)).toEqual([
    { year: 2027, from: '2027-03', through: '2027-03' },
  ]);
});

test('a year before the book or after it is refused with the years that there are', () => {
  for (const year of [2024, 2028]) {
    expect(() => exportYears(opened, last, year)).toThrow(
      expect.objectContaining({ code: 'export-year-outside-book' }),
    );
  }
});

test('an option that the format does not take is refused by its name', () => {
  checkExportOptions('gbt24589', { year: 2026, encoding: 'utf-8' });
  checkExportOptions('xlsx', { year: undefined, encoding: undefined });
  const refused = (): void => {
    checkExportOptions('hledger', { year: 2026, encoding: undefined });
  };
  expect(refused).toThrow(DomainError);
  expect(refused).toThrow(expect.objectContaining({ code: 'export-option-unfit' }));
});
