import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { turnPages } from './page-turn.js';
import type { PrintedRow } from './printed-row.js';
import { directionOf } from './trial-balance.js';

type Kind = PrintedRow['kind'];

/** A row of a page by hand: kind, day, debit, credit, balance (positive in debit). */
function row(
  kind: Kind,
  date: string,
  debit: string | null,
  credit: string | null,
  balance: string,
): PrintedRow {
  const amount = (text: string | null): Money | null => (text === null ? null : Money.of(text));
  return {
    kind,
    date: parseLocalDate(date),
    voucher: null,
    summary: kind,
    contra: null,
    debit: amount(debit),
    credit: amount(credit),
    direction: directionOf(Money.of(balance)),
    balance: Money.of(balance).abs(),
    redLines: 'none',
  };
}

/** A sheet as it reads: one text a row. */
const read = (rows: readonly PrintedRow[]): string[] =>
  rows.map(({ summary, debit, credit, direction, balance }) =>
    [
      summary,
      debit?.toString() ?? '',
      credit?.toString() ?? '',
      direction,
      balance.toString(),
    ].join(' '),
  );

const JANUARY_AND_FEBRUARY: readonly PrintedRow[] = [
  row('opening', '2026-01-01', null, null, '100.00'),
  row('entry', '2026-01-05', '10.00', null, '110.00'),
  row('entry', '2026-01-06', null, '130.00', '-20.00'),
  row('month-total', '2026-01-31', '10.00', '130.00', '-20.00'),
  row('year-total', '2026-01-31', '10.00', '130.00', '-20.00'),
  row('entry', '2026-02-01', '5.00', null, '-15.00'),
  row('entry', '2026-02-02', '15.00', null, '0.00'),
  row('month-total', '2026-02-28', '20.00', '0.00', '0.00'),
  row('year-total', '2026-02-28', '30.00', '130.00', '0.00'),
];

describe('the turn of a page', () => {
  test('closes a full sheet with 过次页 and opens the next with the same totals and balance', () => {
    expect(turnPages(JANUARY_AND_FEBRUARY, 4, 'year').map(({ rows }) => read(rows))).toEqual([
      [
        'opening   借 100.00',
        'entry 10.00  借 110.00',
        'entry  130.00 贷 20.00',
        '过次页 10.00 130.00 贷 20.00',
      ],
      [
        '承前页 10.00 130.00 贷 20.00',
        'month-total 10.00 130.00 贷 20.00',
        'year-total 10.00 130.00 贷 20.00',
        '过次页 10.00 130.00 贷 20.00',
      ],
      [
        '承前页 10.00 130.00 贷 20.00',
        'entry 5.00  贷 15.00',
        'entry 15.00  平 0.00',
        '过次页 30.00 130.00 平 0.00',
      ],
      [
        '承前页 30.00 130.00 平 0.00',
        'month-total 20.00 0.00 平 0.00',
        'year-total 30.00 130.00 平 0.00',
      ],
    ]);
  });

  test('carries what the month has turned over in a journal', () => {
    const sheets = turnPages(JANUARY_AND_FEBRUARY, 4, 'month');
    expect(read(sheets[2]!.rows).at(-1)).toBe('过次页 20.00 0.00 平 0.00');
    expect(read(sheets[3]!.rows)[0]).toBe('承前页 20.00 0.00 平 0.00');
  });

  test('does not turn a sheet that is just full, and turns one with a row more', () => {
    expect(turnPages(JANUARY_AND_FEBRUARY, 9, 'year').map(({ rows }) => rows.length)).toEqual([9]);
    expect(turnPages(JANUARY_AND_FEBRUARY, 8, 'year').map(({ rows }) => rows.length)).toEqual([
      8, 3,
    ]);
  });

  test('counts in what the year had turned over before a page that begins amid it', () => {
    const march = [
      row('opening', '2026-03-01', null, null, '7.00'),
      row('entry', '2026-03-02', '1.00', null, '8.00'),
      row('entry', '2026-03-03', '2.00', null, '10.00'),
      row('month-total', '2026-03-31', '3.00', '0.00', '10.00'),
      row('year-total', '2026-03-31', '43.00', '36.00', '10.00'),
    ];
    expect(read(turnPages(march, 3, 'year')[0]!.rows).at(-1)).toBe('过次页 41.00 36.00 借 8.00');
    expect(read(turnPages(march, 3, 'month')[0]!.rows).at(-1)).toBe('过次页 1.00 0.00 借 8.00');
  });

  test('begins a new year on a new sheet, without 承前页', () => {
    const years = [
      row('opening', '2025-12-01', null, null, '1.00'),
      row('carried-out', '2025-12-31', null, null, '1.00'),
      row('opening', '2026-01-01', null, null, '1.00'),
    ];
    expect(turnPages(years, 30, 'year').map(({ year, rows }) => [year, rows.length])).toEqual([
      ['2025', 2],
      ['2026', 1],
    ]);
  });

  test('an account without rows has no sheet', () => {
    expect(turnPages([], 30, 'year')).toEqual([]);
  });
});
