import { describe, expect, test } from '@jest/globals';
import { type Table, cellsOf } from '../table.js';
import { type Ruler } from './clusters.js';
import { fitColumns } from './table-widths.js';

const ruler: Ruler = {
  width: (text, _face, size) =>
    Array.from(text).reduce((sum, each) => sum + (/[ -~]/.test(each) ? 0.5 : 1), 0) * size,
  faceFor: (_character, wanted) => wanted,
};
const table = (amount: string): Table => ({
  columns: [
    { title: '项目', width: 3 },
    { title: '金额', width: 1, kind: 'figure' },
  ],
  rows: [{ cells: ['租金', amount] }],
});

describe('the columns of a table', () => {
  test('share the width by weight while the figures fit', () => {
    expect(fitColumns(table('1,234.50'), 240, 10, ruler)).toEqual({ widths: [180, 60], size: 10 });
  });

  test('give way to a figure that needs more than its weight', () => {
    const { widths, size } = fitColumns(table('123,456,789.00'), 240, 10, ruler);
    expect(size).toBe(10);
    expect(widths[1]).toBeCloseTo(77.1);
    expect(widths[0]).toBeCloseTo(162.9);
  });

  test('take smaller type when even that is not enough', () => {
    const { widths, size } = fitColumns(table('1,234,567,890,123.00'), 120, 10, ruler);
    expect(size).toBe(8.5);
    expect(widths[1]).toBeCloseTo(92.1);
  });
});

describe('the cells of a row', () => {
  const columns = [
    { title: '序号', width: 1, kind: 'number' as const },
    { title: '项目', width: 1 },
    { title: '金额', width: 1, kind: 'figure' as const },
  ];

  test('are aligned as their columns, and missing ones are blank', () => {
    const cells = cellsOf({ columns }, { cells: ['1', '租金'] });
    expect(cells.map(({ text, align }) => `${text}|${align}`)).toEqual([
      '1|center',
      '租金|left',
      '|right',
    ]);
  });

  test('of a total are strong, and a span swallows its neighbours', () => {
    const cells = cellsOf(
      { columns },
      { kind: 'total', cells: [{ text: '合计', span: 2 }, '5.00'] },
    );
    expect(cells.map(({ column, span, strong }) => [column, span, strong])).toEqual([
      [0, 2, true],
      [2, 1, true],
    ]);
  });

  test('of a section are one over the whole width', () => {
    expect(cellsOf({ columns }, { kind: 'section', cells: ['一、资产'] })).toMatchObject([
      { text: '一、资产', span: 3, align: 'left' },
    ]);
  });
});
