import { DomainError, type FieldError } from '../../kernel/domain-error.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { renderProblem } from '../../kernel/problems.js';
import type { Actor } from '../../kernel/actor.js';
import { checkVoucher, type LineDraft, type VoucherGround } from './voucher.js';
import { checkVoucherDate, type OpenDays } from './voucher-date.js';
import {
  rowPointer,
  type TableLine,
  type VoucherColumn,
  type VoucherTable,
} from './voucher-table.js';

/** A voucher that a table holds. */
export interface ImportedVoucher {
  /** 凭证序号 */
  readonly key: string;
  /** The rows of the table that it stands in. */
  readonly rows: readonly number[];
  readonly date: LocalDate;
  readonly attachmentCount: number;
  readonly lines: readonly LineDraft[];
}

/** What the table is checked against. */
export interface ImportGround extends OpenDays, VoucherGround {
  readonly funds: ReadonlySet<string>;
}

const NOBODY: Actor = { id: '', name: '' };
const COLUMN_OF: Readonly<Record<string, VoucherColumn>> = {
  accountCode: '科目编码',
  fundCode: '专项代码',
  counterparty: '往来单位',
};

/**
 * Puts the lines of a table together to vouchers and tries every rule on each; errors are those of all vouchers. Of a
 * voucher with an unreadable line only its other lines are looked at.
 */
export function importVouchers(
  { lines, broken }: Pick<VoucherTable, 'lines' | 'broken'>,
  ground: ImportGround,
): { vouchers: ImportedVoucher[]; errors: FieldError[] } {
  const groups = groupsOf(lines);
  const seen = new Set<string>();
  const vouchers: ImportedVoucher[] = [];
  const errors: FieldError[] = [];
  for (const group of groups) {
    const [first] = group;
    if (first === undefined) continue;
    const found = [
      ...apart(first, seen),
      ...(broken.has(first.key) ? [] : strayLines(first, group)),
      ...group.flatMap((line) => accountErrors(line, ground)),
    ];
    seen.add(first.key);
    errors.push(...found);
    if (found.length > 0 || broken.has(first.key)) continue;
    const voucher = voucherOf(first, group);
    const refused = ruleErrors(voucher, ground);
    errors.push(...refused);
    if (refused.length === 0) vouchers.push(voucher);
  }
  return { vouchers, errors };
}

function groupsOf(lines: readonly TableLine[]): TableLine[][] {
  const groups: TableLine[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last?.[0]?.key === line.key) last.push(line);
    else groups.push([line]);
  }
  return groups;
}

function apart({ row, key }: TableLine, seen: ReadonlySet<string>): FieldError[] {
  if (!seen.has(key)) return [];
  const detail = `凭证序号 ${key} 的各行应连在一起；若是另一张凭证，请换一个序号。`;
  return [{ pointer: rowPointer(row, '凭证序号'), detail }];
}

/** The lines of a voucher have one date and one number of attachments, which its first line gives. */
function strayLines(first: TableLine, group: readonly TableLine[]): FieldError[] {
  const errors: FieldError[] = [];
  if (first.attachmentCount === null) {
    const pointer = rowPointer(first.row, '附件张数');
    errors.push({ pointer, detail: '必须填写，没有附件填 0。' });
  }
  for (const { row, date, attachmentCount } of group) {
    if (date !== first.date) {
      const detail = `同一张凭证的日期应相同，首行是 ${first.date}。`;
      errors.push({ pointer: rowPointer(row, '日期'), detail });
    }
    if (attachmentCount !== null && attachmentCount !== first.attachmentCount) {
      const detail = '同一张凭证的附件张数应与首行相同，或留空。';
      errors.push({ pointer: rowPointer(row, '附件张数'), detail });
    }
  }
  return errors;
}

function accountErrors(
  { row, accountCode, accountName, fundCode }: TableLine,
  { accounts, funds }: ImportGround,
): FieldError[] {
  const account = accounts.get(accountCode);
  if (account === undefined) {
    const detail = `本账套没有科目 ${accountCode}。`;
    return [{ pointer: rowPointer(row, '科目编码'), detail }];
  }
  const errors: FieldError[] = [];
  if (!account.leaf) {
    const detail = `${accountCode} ${account.name} 有下级科目，请记到末级科目。`;
    errors.push({ pointer: rowPointer(row, '科目编码'), detail });
  }
  // Tables often name the whole path, such as 银行存款-收入户.
  if (accountName !== '' && !accountName.endsWith(account.name)) {
    const detail = `科目 ${accountCode} 在本账套名为“${account.name}”，请核对编码。`;
    errors.push({ pointer: rowPointer(row, '科目名称'), detail });
  }
  if (fundCode !== null && !funds.has(fundCode)) {
    const detail = `本账套没有专项 ${fundCode}，请先设立。`;
    errors.push({ pointer: rowPointer(row, '专项代码'), detail });
  }
  return errors;
}

function voucherOf(first: TableLine, group: readonly TableLine[]): ImportedVoucher {
  return {
    key: first.key,
    rows: group.map(({ row }) => row),
    date: first.date,
    attachmentCount: first.attachmentCount ?? 0,
    lines: group.map(({ summary, accountCode, debit, credit, fundCode, counterparty }) => ({
      summary,
      accountCode,
      ...(debit === null ? {} : { debit }),
      ...(credit === null ? {} : { credit }),
      ...(fundCode === null ? {} : { fundCode }),
      ...(counterparty === null ? {} : { counterparty }),
    })),
  };
}

/** The rules of every voucher; what they refuse is shown at the row and column of the table. */
function ruleErrors(voucher: ImportedVoucher, ground: ImportGround): FieldError[] {
  const [first = 0] = voucher.rows;
  try {
    checkVoucherDate(voucher.date, ground, '/date');
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return [{ pointer: rowPointer(first, '日期'), detail: detailOf(error) }];
  }
  try {
    checkVoucher(
      {
        ...voucher,
        id: '',
        bookNo: 0,
        source: { kind: 'manual' },
        maker: NOBODY,
        reviewer: null,
      },
      ground,
    );
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const [, place, field] =
      /^\/lines\/(\d+)(?:\/(\w+))?$/.exec(error.errors[0]?.pointer ?? '') ?? [];
    const row = place === undefined ? first : (voucher.rows[Number(place)] ?? first);
    const column = field === undefined ? undefined : COLUMN_OF[field];
    return [{ pointer: rowPointer(row, column), detail: detailOf(error) }];
  }
}

function detailOf({ code, facts }: DomainError): string {
  return renderProblem(code, facts, 'zh').detail;
}
