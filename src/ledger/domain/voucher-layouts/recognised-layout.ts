import { DomainError, type FieldError } from '../../../kernel/domain-error.js';
import { plainTitle, type TableRow } from '../../../kernel/table-cell.js';
import { kingdeeLayout } from './kingdee.layout.js';
import { ownLayout, VOUCHER_COLUMNS } from './own.layout.js';
import { VOUCHER_ROLES, type VoucherLayout, type VoucherRole } from './voucher-layout.js';
import { yonyouLayout } from './yonyou.layout.js';

export const VOUCHER_LAYOUTS: readonly VoucherLayout[] = [ownLayout, yonyouLayout, kingdeeLayout];

/** Rows within which a head is looked for; programs write their name, the period and the like above it. */
const HEADER_WITHIN = 15;
/** Columns that explain or repeat, and are passed over. */
const PASSED_OVER: readonly string[] = ['说明', '备注', '凭证字号', '来源', ''];

/** A table whose head was understood. */
export interface RecognisedTable {
  readonly layout: VoucherLayout;
  readonly header: TableRow;
  /** Where each role stands; several columns can name the counterparty. */
  readonly places: Readonly<Partial<Record<VoucherRole, readonly number[]>>>;
  /** The titles by which the layout was told. */
  readonly by: readonly string[];
  /** The titles of columns that are passed over. */
  readonly ignored: readonly string[];
}

/** The head of a table of vouchers, and whose it is. @throws DomainError import-columns-wrong */
export function recognise(rows: readonly TableRow[]): RecognisedTable {
  const heads = rows.slice(0, HEADER_WITHIN);
  const found = heads
    .flatMap((header) => VOUCHER_LAYOUTS.map((layout) => tableOf(header, layout)))
    .filter((table) => table !== null)
    .sort((a, b) => score(b) - score(a))
    .at(0);
  if (found !== undefined) {
    checkTwice(found);
    return found;
  }
  const own = heads.find(({ cells }) => cells.some((cell) => plainTitle(cell) === '凭证序号'));
  if (own !== undefined) throw new DomainError('import-columns-wrong', {}, ownErrors(own));
  throw new DomainError('import-columns-wrong', {}, nearestErrors(heads));
}

function tableOf(header: TableRow, layout: VoucherLayout): RecognisedTable | null {
  const titles = header.cells.map(plainTitle);
  const lower = titles.map((title) => title.toLowerCase());
  const placesOf = (known: readonly string[]): number[] => {
    const place = known.flatMap((title) =>
      lower.flatMap((cell, index) => (cell === title.toLowerCase() ? [index] : [])),
    );
    return [...new Set(place)];
  };
  const places: Partial<Record<VoucherRole, readonly number[]>> = {};
  for (const role of VOUCHER_ROLES) {
    const found = placesOf(layout.titles[role] ?? []);
    if (found.length > 0) places[role] = role === 'counterparty' ? found : found.slice(0, 1);
  }
  const has = (role: VoucherRole): boolean => places[role] !== undefined;
  const signed = placesOf(layout.signature).map((place) => titles[place] ?? '');
  if (signed.length === 0 || !layout.needed.every((roles) => roles.some(has))) return null;
  const used = new Set(Object.values(places).flat());
  const ignored = titles.filter((title, index) => title !== '' && !used.has(index));
  if (layout.strict && ignored.some((title) => !PASSED_OVER.includes(title))) return null;
  return { layout, header, places, by: signed, ignored };
}

function score({ layout, places, by }: RecognisedTable): number {
  return (layout.strict ? 1000 : 0) + by.length * 20 + Object.keys(places).length;
}

/** A column that is there twice would be read by chance. */
function checkTwice({ layout, header, places }: RecognisedTable): void {
  const titles = header.cells.map(plainTitle);
  const errors = Object.entries(places)
    .filter(([role]) => layout.strict || role !== 'counterparty')
    .flatMap(([, used]) => used.map((place) => titles[place] ?? ''))
    .filter((title) => titles.indexOf(title) !== titles.lastIndexOf(title))
    .map((title) => twice(title));
  if (errors.length > 0) throw new DomainError('import-columns-wrong', {}, errors);
}

function twice(title: string): FieldError {
  return {
    pointer: `/columns/${title.slice(0, 40)}`,
    detail: '这一列出现了两次，请删去一列。',
  };
}

function ownErrors(header: TableRow): FieldError[] {
  const titles = header.cells.map(plainTitle);
  const needed = ownLayout.needed.flatMap(([role]) =>
    role === undefined ? [] : (ownLayout.titles[role] ?? []),
  );
  const missing = needed
    .filter((title) => !titles.includes(title))
    .map((title) => ({ pointer: `/columns/${title}`, detail: `缺少“${title}”一列。` }));
  const known: readonly string[] = [...VOUCHER_COLUMNS, ...PASSED_OVER];
  const unknown = titles
    .filter((title) => !known.includes(title))
    .map((title) => ({
      pointer: `/columns/${title.slice(0, 40)}`,
      detail: '模板没有这一列，请改名或删去。',
    }));
  const repeated = titles
    .filter((title, place) => title !== '' && titles.indexOf(title) !== place)
    .map(twice);
  return [...missing, ...unknown, ...repeated];
}

/** The row that looks most like a head, and what it lacks; or what heads there are. */
function nearestErrors(rows: readonly TableRow[]): FieldError[] {
  const [nearest] = rows
    .flatMap(({ number, cells }) => {
      const titles = cells.map(plainTitle);
      return [yonyouLayout, kingdeeLayout].map((layout) => {
        const missing = layout.needed.filter(
          (roles) =>
            !roles.some((role) => layout.titles[role]?.some((title) => titles.includes(title))),
        );
        const known = layout.needed.length - missing.length;
        const signed = layout.signature.some((title) => titles.includes(title));
        return { number, layout, missing, known: signed ? known : 0 };
      });
    })
    .sort((a, b) => b.known - a.known);
  if (nearest === undefined || nearest.known < 3) {
    const columns = VOUCHER_COLUMNS.join('、');
    return [{ pointer: '/rows/1', detail: `没有找到表头，应有：${columns}。` }];
  }
  return nearest.missing.map(([role]) => {
    const [title = ''] = role === undefined ? [] : (nearest.layout.titles[role] ?? []);
    return { pointer: `/rows/${nearest.number}/${title}`, detail: `缺少“${title}”一列。` };
  });
}
