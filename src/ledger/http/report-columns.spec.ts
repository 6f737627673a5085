import { describe, expect, test } from '@jest/globals';
import { parseMonth } from '../../kernel/month.js';
import { statementOf } from '../domain/statements/statement-catalogue.js';
import type { Standard } from '../domain/standards/standard.js';
import type { StatementKind } from '../domain/statements/statement-definition.js';
import { statementColumns } from './report-columns.js';

function headsOf(standard: Standard, kind: StatementKind, compared?: string): string[] {
  const definition = statementOf(standard, kind);
  if (definition === null) throw new Error(`${standard} has no ${kind}`);
  const month = compared === undefined ? null : parseMonth(compared);
  return statementColumns(definition, month).map(({ title }) => title);
}

describe('the columns of a statement stand as its form has them', () => {
  test.each(['income', 'cash-flow'] as const)('a small enterprise’s %s: the year first', (kind) => {
    expect(headsOf('small-enterprise-2011', kind)).toEqual([
      '项目',
      '行次',
      '本年累计金额',
      '本月金额',
    ]);
    expect(headsOf('small-enterprise-2011', kind, '2026-12')).toEqual([
      '项目',
      '行次',
      '本年累计金额',
      '上年金额',
    ]);
  });

  test('a collective’s income: the month first', () => {
    expect(headsOf('rural-collective-2023', 'income', '2026-03')).toEqual([
      '项目',
      '行次',
      '本月金额',
      '本年累计金额',
      '上年同期累计金额',
    ]);
  });
});
