import type { Actor } from '../../kernel/actor.js';
import { DomainError, type FieldError } from '../../kernel/domain-error.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { renderProblem } from '../../kernel/problems.js';
import { AccountFinder, type MatchedBy } from './matched-account.js';
import {
  checkVoucher,
  type CheckedVoucher,
  type LineDraft,
  type VoucherGround,
} from './voucher.js';
import { checkVoucherDate, type OpenDays } from './voucher-date.js';
import type { VoucherRole } from './voucher-layouts/voucher-layout.js';
import { rowPointer, type TableLine, type TableLines } from './voucher-table.js';

/** A voucher that a table holds. */
export interface ImportedVoucher {
  /** 凭证序号, or month, word and number that the voucher had elsewhere. */
  readonly key: string;
  /** The rows of the table that it stands in. */
  readonly rows: readonly number[];
  readonly date: LocalDate;
  readonly attachmentCount: number;
  readonly lines: readonly LineDraft[];
  /** The same, with its word and cash flow items, as every rule left it. */
  readonly checked: CheckedVoucher;
}

/** What the table is checked against. */
export interface ImportGround extends OpenDays, VoucherGround {
  readonly funds: ReadonlySet<string>;
}

/** An account that another program names otherwise, and the one of this book that its lines go to. */
export interface AccountMapping {
  readonly fromCode: string;
  readonly fromName: string;
  readonly toCode: string;
  readonly toName: string;
  readonly by: MatchedBy;
  /** The first row of it, and how many there are. */
  readonly row: number;
  readonly rows: number;
}

/** How a table is told about: our own template keeps its rules strictly, and names its columns so. */
export interface ImportedTable {
  readonly own: boolean;
  titleOf(role: VoucherRole): string | undefined;
}

/** What some rows of a table come to. */
export interface ImportedVouchers {
  readonly vouchers: readonly ImportedVoucher[];
  readonly errors: readonly FieldError[];
}

const NOBODY: Actor = { id: '', name: '' };
const ROLE_OF: Readonly<Record<string, VoucherRole>> = {
  accountCode: 'accountCode',
  fundCode: 'fund',
  counterparty: 'counterparty',
};

/**
 * Puts the lines of a table together to vouchers, batch by batch, and tries every rule on each; of a voucher with an
 * unreadable line only its other lines are looked at. The last voucher of a batch waits, for the next may go on with it.
 */
export class VoucherAssembler {
  private readonly finder: AccountFinder;
  private readonly found = new Map<string, AccountMapping>();
  private readonly seen = new Set<string>();
  private group: TableLine[] = [];
  private broken = new Set<string>();

  constructor(
    private readonly table: ImportedTable,
    private readonly ground: ImportGround,
  ) {
    this.finder = new AccountFinder(ground.accounts);
  }

  /** The accounts that were found by something else than their code. */
  get mappings(): readonly AccountMapping[] {
    return [...this.found.values()];
  }

  add({ lines, broken }: Pick<TableLines, 'lines' | 'broken'>): ImportedVouchers {
    broken.forEach((key) => this.broken.add(key));
    const complete: TableLine[][] = [];
    for (const line of lines) {
      if (this.group.length > 0 && this.group[0]?.key !== line.key) {
        complete.push(this.group);
        this.group = [];
      }
      this.group.push(line);
    }
    return this.close(complete);
  }

  /** The voucher that was still waiting. */
  end(): ImportedVouchers {
    const last = this.group;
    this.group = [];
    return this.close([last]);
  }

  private close(groups: readonly TableLine[][]): ImportedVouchers {
    const results = groups.map((group) => this.voucher(group));
    return {
      vouchers: results.flatMap(({ vouchers }) => vouchers),
      errors: results.flatMap(({ errors }) => errors),
    };
  }

  private voucher(group: readonly TableLine[]): ImportedVouchers {
    const [first] = group;
    if (first === undefined) return { vouchers: [], errors: [] };
    const broken = this.broken.has(first.key);
    const named = group.map((line) => this.withAccount(line));
    const errors = [
      ...this.apart(first),
      ...(broken ? [] : this.strayLines(first, group)),
      ...named.flatMap((line) => line.errors),
    ];
    this.seen.add(first.key);
    if (errors.length > 0 || broken) return { vouchers: [], errors };
    return this.tried(
      first,
      named.map(({ line }) => line),
    );
  }

  /** The lines of a voucher stand together; another program may begin its numbers anew in each month, not within one. */
  private apart({ row, key }: TableLine): FieldError[] {
    if (!this.seen.has(key)) return [];
    const role = this.table.own ? 'key' : 'no';
    const detail = `凭证序号 ${key} 的各行应连在一起；若是另一张凭证，请换一个序号。`;
    return [{ pointer: rowPointer(row, this.table.titleOf(role)), detail }];
  }

  /** The lines of a voucher have one date and one number of attachments, which its first line gives. */
  private strayLines(first: TableLine, group: readonly TableLine[]): FieldError[] {
    const errors: FieldError[] = [];
    const wrong = (row: number, role: VoucherRole, detail: string): void => {
      errors.push({ pointer: rowPointer(row, this.table.titleOf(role)), detail });
    };
    if (first.attachmentCount === null && this.table.own) {
      wrong(first.row, 'attachments', '必须填写，没有附件填 0。');
    }
    for (const { row, date, attachmentCount } of group) {
      if (date !== first.date) {
        wrong(row, 'date', `同一张凭证的日期应相同，首行是 ${first.date}。`);
      }
      if (attachmentCount !== null && attachmentCount !== first.attachmentCount && this.table.own) {
        wrong(row, 'attachments', '同一张凭证的附件张数应与首行相同，或留空。');
      }
    }
    return errors;
  }

  private withAccount(line: TableLine): { line: TableLine; errors: FieldError[] } {
    const { row, fundCode } = line;
    const errors: FieldError[] = [];
    const wrong = (role: VoucherRole, detail: string): void => {
      errors.push({ pointer: rowPointer(row, this.table.titleOf(role)), detail });
    };
    if (fundCode !== null && !this.ground.funds.has(fundCode)) {
      wrong('fund', `本账套没有专项 ${fundCode}，请先设立。`);
    }
    if (this.table.own) {
      this.checkOwnAccount(line, wrong);
      return { line, errors };
    }
    const found = this.finder.find(line.accountCode, line.accountName);
    const named = `${line.accountCode} ${line.accountName}`.trim();
    if (!('account' in found)) {
      wrong(
        'accountCode',
        found.length === 0
          ? `本账套没有与“${named}”编码或名称相符的科目，请先增设科目，或在表中改用本账套的科目编码。`
          : `科目“${named}”可能是 ${found.map(({ code }) => code).join('、')}，请在表中改用本账套的科目编码。`,
      );
      return { line, errors };
    }
    const { account, by } = found;
    if (!account.leaf)
      wrong('accountCode', `${account.code} ${account.name} 有下级科目，请记到末级科目。`);
    else if (by !== 'code') this.note(line, account, by);
    return { line: { ...line, accountCode: account.code }, errors };
  }

  private note(
    { accountCode, accountName, row }: TableLine,
    account: { code: string; name: string },
    by: MatchedBy,
  ): void {
    const key = `${accountCode}\n${accountName}`;
    const known = this.found.get(key);
    this.found.set(key, {
      fromCode: accountCode,
      fromName: accountName,
      toCode: account.code,
      toName: account.name,
      by,
      row: known?.row ?? row,
      rows: (known?.rows ?? 0) + 1,
    });
  }

  private checkOwnAccount(
    { accountCode, accountName }: TableLine,
    wrong: (role: VoucherRole, detail: string) => void,
  ): void {
    const account = this.ground.accounts.get(accountCode);
    if (account === undefined) {
      wrong('accountCode', `本账套没有科目 ${accountCode}。`);
      return;
    }
    if (!account.leaf)
      wrong('accountCode', `${accountCode} ${account.name} 有下级科目，请记到末级科目。`);
    // Tables often name the whole path, such as 银行存款-收入户.
    if (accountName !== '' && !accountName.endsWith(account.name)) {
      wrong('accountName', `科目 ${accountCode} 在本账套名为“${account.name}”，请核对编码。`);
    }
  }

  /** The rules of every voucher; what they refuse is shown at the row and column of the table. */
  private tried(first: TableLine, group: readonly TableLine[]): ImportedVouchers {
    const voucher = draftOf(first, group);
    const refuse = (
      row: number,
      role: VoucherRole | undefined,
      error: unknown,
    ): ImportedVouchers => {
      if (!(error instanceof DomainError)) throw error;
      const column = role === undefined ? undefined : this.table.titleOf(role);
      const detail = renderProblem(error.code, error.facts, 'zh').detail;
      return { vouchers: [], errors: [{ pointer: rowPointer(row, column), detail }] };
    };
    try {
      checkVoucherDate(voucher.date, this.ground, '/date');
    } catch (error) {
      return refuse(first.row, 'date', error);
    }
    try {
      const asked = {
        ...voucher,
        id: '',
        bookNo: 0,
        source: { kind: 'manual' },
        maker: NOBODY,
        reviewer: null,
      };
      return { vouchers: [{ ...voucher, checked: checkVoucher(asked, this.ground) }], errors: [] };
    } catch (error) {
      const pointer = error instanceof DomainError ? (error.errors[0]?.pointer ?? '') : '';
      const [, place, field] = /^\/lines\/(\d+)(?:\/(\w+))?$/.exec(pointer) ?? [];
      const row = place === undefined ? first.row : (voucher.rows[Number(place)] ?? first.row);
      return refuse(row, field === undefined ? undefined : ROLE_OF[field], error);
    }
  }
}

function draftOf(first: TableLine, group: readonly TableLine[]): Omit<ImportedVoucher, 'checked'> {
  const counted = group.find(({ attachmentCount }) => attachmentCount !== null);
  return {
    key: first.key,
    rows: group.map(({ row }) => row),
    date: first.date,
    attachmentCount: counted?.attachmentCount ?? 0,
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
