import {
  createParamDecorator,
  Injectable,
  type ExecutionContext,
  type PipeTransform,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { parseMonth } from '../../kernel/month.js';
import { readsBody } from '../../platform/http/body-reader.js';
import { BinaryUpload } from '../../platform/http/binary-body.js';
import { UnreadBody, UploadedFile } from '../../platform/http/raw-body.js';
import { EdgeValidation } from '../../platform/http/validation.js';
import { readWholeTable } from '../../platform/tables/read-table.js';
import type { BankLineDraft, StatementDraft } from '../domain/bank-statement.js';
import { BANK_FORMATS, readBankFile } from '../domain/bank-formats/bank-file.js';
import type { BankFormat } from '../domain/bank-formats/bank-format.js';
import { BankStatementDto, type BankFileQuery, type BankLineDto } from './bank-statements.dto.js';

/** The body of the request as it came: an object, or a file. */
export const StatementBody = createParamDecorator(
  readsBody(
    (_: unknown, execution: ExecutionContext): unknown =>
      execution.switchToHttp().getRequest<FastifyRequest>().body,
  ),
);

/** Lets a file through and validates anything else as a statement. */
@Injectable()
export class StatementBodyPipe implements PipeTransform<
  unknown,
  Promise<BankStatementDto | UploadedFile>
> {
  private readonly edge = new EdgeValidation();

  async transform(value: unknown): Promise<BankStatementDto | UploadedFile> {
    if (value instanceof UploadedFile) return value;
    if (value instanceof UnreadBody || value instanceof BinaryUpload)
      throw new DomainError('file-expected');
    const validated = await this.edge.transform(value, {
      type: 'body',
      metatype: BankStatementDto,
    });
    return validated as BankStatementDto;
  }
}

/** A statement, the name of its form, and the numbers of the account that its file says it is of. */
export interface ReadStatement {
  readonly statement: StatementDraft;
  readonly format: string;
  readonly ownAccounts: readonly string[];
}

/** Rows of one statement at most. */
const MOST_LINES = 20_000;

/**
 * A statement from either body; a file is read in the described format, or in one of those that are known.
 * @throws DomainError validation-failed, bank-line-two-amounts, bank-file-*, import-file-unreadable, import-too-large
 */
export async function statementOf(
  body: BankStatementDto | UploadedFile,
  query: BankFileQuery,
  described: BankFormat | null,
): Promise<ReadStatement> {
  return body instanceof UploadedFile
    ? fromFile(body, query, described)
    : { statement: fromJson(body), format: 'json', ownAccounts: [] };
}

function fromJson(dto: BankStatementDto): StatementDraft {
  const errors = dto.lines.flatMap((line, index) =>
    (line.in === undefined) === (line.out === undefined)
      ? [{ pointer: `/lines/${index}`, detail: '收入 in 与支出 out 须填且只填一项。' }]
      : [],
  );
  if (errors.length > 0) throw new DomainError('bank-line-two-amounts', {}, errors);
  return {
    accountCode: dto.accountCode,
    month: parseMonth(dto.month),
    openingBalance: Money.of(dto.openingBalance),
    closingBalance: Money.of(dto.closingBalance),
    lines: dto.lines.map(lineOf),
  };
}

function lineOf(line: BankLineDto): BankLineDraft {
  return {
    date: parseLocalDate(line.date),
    amount: line.in === undefined ? Money.of(line.out ?? '0').negated() : Money.of(line.in),
    description: line.description,
    counterparty: line.counterparty ?? null,
    reference: line.reference ?? null,
    balance: line.balance === undefined ? null : Money.of(line.balance),
  };
}

async function fromFile(
  file: UploadedFile,
  query: BankFileQuery,
  described: BankFormat | null,
): Promise<ReadStatement> {
  const { accountCode, month } = query;
  if (accountCode === undefined || month === undefined) {
    const missing = [
      ...(accountCode === undefined ? ['/accountCode'] : []),
      ...(month === undefined ? ['/month'] : []),
    ];
    throw new DomainError(
      'validation-failed',
      {},
      missing.map((pointer) => ({ pointer, detail: '导入文件时请在地址中写明。' })),
    );
  }
  const source = { declared: file.format, bytes: file.content, relaxQuotes: true };
  const rows = await readWholeTable(source, MOST_LINES);
  const read = readBankFile(rows, described === null ? BANK_FORMATS : [described]);
  const openingBalance = given(query.openingBalance) ?? read.openingBalance;
  const closingBalance = given(query.closingBalance) ?? read.closingBalance;
  if (openingBalance === null || closingBalance === null) {
    throw new DomainError('bank-file-balances-missing');
  }
  return {
    statement: {
      accountCode,
      month: parseMonth(month),
      openingBalance,
      closingBalance,
      lines: read.lines,
    },
    format: read.format,
    ownAccounts: read.ownAccounts,
  };
}

function given(balance: string | undefined): Money | null {
  return balance === undefined ? null : Money.of(balance);
}
