import { Money } from '../../../kernel/money.js';
import { lastDay } from '../../../kernel/month.js';
import { CATEGORY_LABELS } from '../standards/official-account.js';
import { codeRule, levelsOf } from './code-rule.js';
import type { InterfaceBalance, InterfaceMonth, InterfaceYear } from './interface-book.js';
import { compactDate, CURRENCY } from './public-records.js';
import { record, type Fields } from './xml-text.js';

const ZERO = Money.ZERO.toString();

/** The first part of 总账: accounts, what they are accounted by, items of cash flow, balances of every month. */
export function* ledgerRecords(book: InterfaceYear): Generator<string> {
  yield record('总账基础信息', [
    ['结构分隔符', '-'],
    ['会计科目编号规则', codeRule(book.accounts).join('-')],
    ['现金流量项目编码规则', book.cashFlowItems.length === 0 ? null : '2'],
    ['凭证头可扩展字段结构', null],
    ['凭证头可扩展结构对应档案', null],
    ['分录行可扩展字段结构', null],
    ['分录行可扩展字段对应档案', null],
  ]);
  const levels = levelsOf(book.accounts);
  for (const { code, name, category, normalSide } of book.accounts) {
    yield record('会计科目', [
      ['科目编号', code],
      ['科目名称', name],
      ['科目级次', levels.get(code) ?? 1],
      ['科目类型', CATEGORY_LABELS[category]],
      ['余额方向', normalSide === 'debit' ? '借' : '贷'],
    ]);
  }
  yield* accountDimensions(book);
  for (const { code, name, direction } of book.cashFlowItems) {
    yield record('现金流量项目', [
      ['现金流量项目编码', code],
      ['现金流量项目名称', name],
      ['现金流量项目描述', null],
      ['是否末级', '1'],
      ['现金流量项目级次', 1],
      ['现金流量项目父节点', null],
      ['现金流量数据来源', '记账凭证'],
      ['现金流量项目属性', direction === 'in' ? '流入' : '流出'],
    ]);
  }
  for (const month of book.months) yield* balances(book, month);
}

/** The last part of 总账: the statements of the year's last month, each figure as its statement shows it. */
export function* statementRecords(book: InterfaceYear): Generator<string> {
  for (const { code, name, month } of book.statements) {
    yield record('报表集', [
      ['报表编号', code],
      ['报表名称', name],
      ['报表报告日', compactDate(lastDay(month))],
      ['报表报告期', month],
      ['编制单位', book.unit],
      ['货币单位', '元'],
    ]);
  }
  for (const { code, rows } of book.statements) {
    for (const row of rows) {
      yield record('报表项数据', [
        ['报表编号', code],
        ['报表项编号', row.code],
        ['报表项名称', row.name],
        ['报表项公式', null],
        ['报表项数值', row.amount?.toString() ?? null],
      ]);
    }
  }
}

/** The elements that name a line's items: 辅助项1编号 is the item of the book's first dimension. */
export function itemFields(book: InterfaceYear, items: Readonly<Record<string, string>>): Fields {
  return book.dimensions.map(({ code }, place) => [`辅助项${place + 1}编号`, items[code] ?? null]);
}

function* accountDimensions(book: InterfaceYear): Generator<string> {
  for (const { accountCode, dimension } of book.accountDimensions) {
    const place = book.dimensions.findIndex(({ code }) => code === dimension);
    yield record('科目辅助核算', [
      ['科目编号', accountCode],
      ['辅助项编号', place + 1],
      ['辅助项名称', book.dimensions[place]?.name ?? null],
      ['对应档案', dimension],
      ['辅助项描述', null],
    ]);
  }
}

function* balances(
  book: InterfaceYear,
  { month, balances: rows }: InterfaceMonth,
): Generator<string> {
  const sides = new Map(book.accounts.map(({ code, normalSide }) => [code, normalSide]));
  for (const row of rows) {
    const normal = sides.get(row.accountCode) === 'credit' ? '贷' : '借';
    yield record('科目余额及发生额', [
      ['科目编号', row.accountCode],
      ...itemFields(book, {}),
      ['期初余额方向', direction(row.opening, normal)],
      ['期末余额方向', direction(row.closing, normal)],
      ['币种编码', CURRENCY],
      ['计量单位', null],
      ['会计年度', book.year],
      ['会计期间号', Number(month.slice(5))],
      ...amounts(row),
    ]);
  }
}

function amounts({ opening, debit, credit, closing }: InterfaceBalance): Fields {
  const figures: [string, Money, string][] = [
    ['期初', opening.abs(), '余额'],
    ['借方', debit, '金额'],
    ['贷方', credit, '金额'],
    ['期末', closing.abs(), '余额'],
  ];
  return figures.flatMap(([what, amount, noun]) => [
    [`${what}数量`, ZERO] as const,
    [`${what}原币${noun}`, amount.toString()] as const,
    [`${what}本币${noun}`, amount.toString()] as const,
  ]);
}

/** The side on which a balance lies; none lies on the side where the account's balance belongs. */
function direction(balance: Money, normal: '借' | '贷'): '借' | '贷' {
  if (balance.isZero()) return normal;
  return balance.isNegative() ? '贷' : '借';
}
