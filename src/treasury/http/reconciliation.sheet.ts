import { chineseDate, localDateOf } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { chineseMonth, lastDay, parseMonth } from '../../kernel/month.js';
import type { Block, SheetDocument } from '../../platform/pdf/document.js';
import type { Cell, Row } from '../../platform/pdf/table.js';
import type { AccountView, ReconciliationView } from '../reconciliation.view.js';
import { accountOf, adjustmentRows, type AdjustmentRow } from './reconciliation-table.js';

/** 银行存款余额调节表 of a book's bank accounts, to be printed, signed and kept with the vouchers (会计基础工作规范 第六十二条). */
export function reconciliationSheet(
  view: ReconciliationView,
  bookName: string,
  createdAt: Date,
): SheetDocument {
  const month = parseMonth(view.month);
  return {
    title: '银行存款余额调节表',
    subtitle: `${bookName}\u3000${chineseMonth(month)}（截至${chineseDate(lastDay(month))}）`,
    textSize: 10,
    blocks: [
      ...view.accounts.flatMap(accountBlocks),
      ...(view.accounts.length === 0
        ? [{ kind: 'paragraph' as const, text: '本账套本月没有银行账户需要对账。' }]
        : []),
      { kind: 'signatures', perRow: 3, slots: SLOTS },
    ],
    createdAt,
  };
}

const SLOTS = [{ role: '编制' }, { role: '出纳' }, { role: '审核' }];

function accountBlocks(account: AccountView): Block[] {
  return [
    { kind: 'heading', level: 1, text: accountOf(account) },
    {
      kind: 'table',
      table: {
        unit: '单位：元',
        columns: [
          { title: '项目', width: 40 },
          { title: '日期', width: 14, kind: 'date' },
          { title: '金额', width: 18, kind: 'figure' },
          { title: '说明', width: 28 },
        ],
        rows: adjustmentRows(account).map(printedRow),
      },
    },
    { kind: 'paragraph', text: standing(account), small: true },
  ];
}

function printedRow({ kind, label, date, amount, explanation }: AdjustmentRow): Row {
  return { kind, cells: [label, date ?? '', printedAmount(amount), explanation ?? ''] };
}

function printedAmount(amount: string | null): Cell {
  if (amount === null) return '—';
  const money = Money.of(amount);
  return money.isNegative() ? { text: money.format(), tone: 'red' } : money.format();
}

function standing({ confirmed, statementBalance, reconciled }: AccountView): string {
  if (confirmed !== null) {
    const day = chineseDate(localDateOf(confirmed.confirmedAt));
    return `${day}由${confirmed.confirmedBy}确认（第${confirmed.version}版）。`;
  }
  if (statementBalance === null) return '尚未导入银行对账单。';
  return reconciled ? '账实相符，无须调节。' : '尚有未核销或未说明的项目。';
}
