import { Money } from '../../kernel/money.js';
import { chineseQuarter, type Quarter } from '../../kernel/quarter.js';
import type { SheetDocument } from '../../platform/pdf/document.js';
import type { LeagueFigures, LeagueOrder, LeagueRow } from '../domain/league.js';

const ORDER_NAMES: Readonly<Record<LeagueOrder, string>> = {
  income: '收入',
  closing: '期末余额',
  'use-rate': '资产使用率',
  'answer-rate': '异议答复率',
};

/** A place of the league table with its figures beside it. */
export type LeagueLine = Omit<LeagueRow, 'figures'> & LeagueFigures;

/** The league table of a district, to be pinned up. */
export function leagueSheet(
  lines: readonly LeagueLine[],
  quarter: Quarter,
  by: LeagueOrder,
  createdAt: Date,
): SheetDocument {
  return {
    title: '社区集体经济晒榜',
    subtitle: `${chineseQuarter(quarter)}\u3000按${ORDER_NAMES[by]}排名`,
    landscape: true,
    textSize: 11,
    blocks: [
      {
        kind: 'table',
        table: {
          unit: '单位：元',
          columns: [
            { title: '名次', width: 8, kind: 'number' },
            { title: '社区', width: 22 },
            { title: '街道', width: 20 },
            { title: '收入', width: 20, kind: 'figure' },
            { title: '支出', width: 20, kind: 'figure' },
            { title: '期末余额', width: 20, kind: 'figure' },
            { title: '资产使用率', width: 14, kind: 'figure' },
            { title: '按期报送', width: 12, kind: 'number' },
            { title: '异议/已答复', width: 14, kind: 'number' },
          ],
          rows: lines.map((line) => ({
            cells: [
              String(line.rank),
              line.name,
              line.streetName,
              ...[line.income, line.expenditure, line.closing].map((amount) =>
                Money.of(amount).format(),
              ),
              line.useRate === null ? '—' : `${line.useRate}%`,
              line.onTime ? '是' : '否',
              `${line.objections}/${line.answered}`,
            ],
          })),
          emptyText: '本季度还没有社区报送。',
        },
      },
      { kind: 'paragraph', text: '数字取自各社区已报送或已备案的季度报告。', small: true },
    ],
    createdAt,
  };
}
