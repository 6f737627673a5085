import { DomainError } from '../../kernel/domain-error.js';
import { plainTitle, type TableRow } from '../../kernel/table-cell.js';

/** The columns of our own template of opening balances. */
export const OPENING_COLUMNS = ['科目编码', '科目名称', '方向', '金额', '专项代码'] as const;

/** Which figures of a table of balances are taken: those at its beginning, or those at its end. */
export type BalanceEnd = 'opening' | 'closing';

/** Where the figures of a table of balances stand. */
export interface OpeningTable {
  /** Our own template, or a table of balances (科目余额表) of another program. */
  readonly own: boolean;
  readonly name: string;
  readonly headerRow: number;
  readonly lastHeaderRow: number;
  readonly taken: BalanceEnd;
  readonly code: number;
  readonly accountName: number | null;
  readonly fund: number | null;
  readonly amounts:
    | { readonly debit: number; readonly credit: number }
    | { readonly direction: number; readonly amount: number };
  titleOf(column: number): string;
}

const CODES = ['科目编码', '科目代码', '科目编号', '会计科目编码'];
const NAMES = ['科目名称', '会计科目', '会计科目名称'];
const DIRECTIONS = ['方向', '余额方向', '借贷方向', '期初方向', '期末方向'];
const ENDS: Readonly<Record<BalanceEnd, readonly string[]>> = {
  opening: ['期初余额', '期初', '年初余额', '期初金额', '方向期初余额'],
  closing: ['期末余额', '期末', '期末金额', '余额'],
};
const HEADER_WITHIN = 15;

/**
 * The head of a table of opening balances, in one row or in two (期初余额 over 借方 and 贷方). A table that has only its
 * closing balances gives those.
 * @throws DomainError import-columns-wrong
 */
export function openingTable(rows: readonly TableRow[], wanted: BalanceEnd | null): OpeningTable {
  const ends: readonly BalanceEnd[] = wanted === null ? ['opening', 'closing'] : [wanted];
  for (const [place, header] of rows.slice(0, HEADER_WITHIN).entries()) {
    const own = ownTable(header);
    if (own !== null) return own;
    for (const end of ends) {
      const single = tableOf(header, header.cells.map(plainTitle), header.number, end);
      const below = rows[place + 1];
      const table = single ?? (below === undefined ? null : twoRows(header, below, end));
      if (table !== null) return table;
    }
  }
  throw new DomainError('import-columns-wrong', {}, [
    {
      pointer: '/rows/1',
      detail: `找不到期初余额的表头，应有：${OPENING_COLUMNS.join('、')}；或科目余额表的科目编码、期初余额借方、期初余额贷方。`,
    },
  ]);
}

function ownTable(header: TableRow): OpeningTable | null {
  const titles = header.cells.map(plainTitle);
  const at = (title: string): number => titles.indexOf(title);
  if (['科目编码', '方向', '金额'].some((title) => at(title) < 0)) return null;
  return {
    own: true,
    name: '公账期初余额模板',
    headerRow: header.number,
    lastHeaderRow: header.number,
    taken: 'opening',
    code: at('科目编码'),
    accountName: place(at('科目名称')),
    fund: place(at('专项代码')),
    amounts: { direction: at('方向'), amount: at('金额') },
    titleOf: (column) => titles[column] ?? '',
  };
}

/** The upper row names the figures, merged over both sides or once before them; the lower one the sides. */
function twoRows(header: TableRow, below: TableRow, end: BalanceEnd): OpeningTable | null {
  let group = '';
  const width = Math.max(header.cells.length, below.cells.length);
  const titles = Array.from({ length: width }, (_, column) => {
    const upper = plainTitle(header.cells[column]) || plainTitle(header.merged?.[column]);
    if (upper !== '') group = upper;
    const lower = plainTitle(below.cells[column]);
    return /^(借方|贷方|借|贷|方向|金额|余额)$/.test(lower) ? `${group}${lower}` : upper;
  });
  return tableOf(header, titles, below.number, end);
}

function tableOf(
  header: TableRow,
  titles: readonly string[],
  lastHeaderRow: number,
  end: BalanceEnd,
): OpeningTable | null {
  const first = (known: readonly string[]): number =>
    titles.findIndex((title) => known.includes(title.replace(/[()]/g, '')));
  const sided = (side: '借' | '贷'): number =>
    first(
      ENDS[end].flatMap((name) => [
        `${name}${side}方`,
        `${name}${side}`,
        `${side}方${name}`,
        `${name.slice(0, 2)}${side}方余额`,
        `${name.slice(0, 2)}${side}方`,
      ]),
    );
  const [code, debit, credit] = [first(CODES), sided('借'), sided('贷')];
  const amount = first([...ENDS[end], ...ENDS[end].map((name) => `${name}金额`)]);
  const direction = first([...ENDS[end].map((name) => `${name}方向`), ...DIRECTIONS]);
  const amounts =
    debit >= 0 && credit >= 0
      ? { debit, credit }
      : direction >= 0 && amount >= 0
        ? { direction, amount }
        : null;
  if (code < 0 || amounts === null) return null;
  return {
    own: false,
    name: '科目余额表',
    headerRow: header.number,
    lastHeaderRow,
    taken: end,
    code,
    accountName: place(first(NAMES)),
    fund: place(first(['专项代码'])),
    amounts,
    titleOf: (column) => titles[column] ?? '',
  };
}

function place(column: number): number | null {
  return column < 0 ? null : column;
}
