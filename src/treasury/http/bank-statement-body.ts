import {
  createParamDecorator,
  Injectable,
  type ExecutionContext,
  type PipeTransform,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { parse } from 'csv-parse/sync';
import { DomainError } from '../../kernel/domain-error.js';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { parseMonth } from '../../kernel/month.js';
import { readsBody } from '../../platform/http/body-reader.js';
import { BinaryUpload } from '../../platform/http/binary-body.js';
import { UnreadBody, UploadedFile } from '../../platform/http/raw-body.js';
import { EdgeValidation } from '../../platform/http/validation.js';
import type { BankLineDraft, StatementDraft } from '../domain/bank-statement.js';
import { readBankFile } from '../domain/bank-formats/bank-file.js';
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

/** A statement from either body, and the name of its form. @throws DomainError validation-failed, bank-line-two-amounts, bank-file-* */
export function statementOf(
  body: BankStatementDto | UploadedFile,
  query: BankFileQuery,
): { statement: StatementDraft; format: string } {
  return body instanceof UploadedFile
    ? fromFile(body, query)
    : { statement: fromJson(body), format: 'json' };
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

function fromFile(
  file: UploadedFile,
  query: BankFileQuery,
): { statement: StatementDraft; format: string } {
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
  if (file.format !== 'csv') throw new DomainError('bank-file-not-text');
  const read = readBankFile(rowsOf(textOf(file.content)));
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
  };
}

function given(balance: string | undefined): Money | null {
  return balance === undefined ? null : Money.of(balance);
}

/** Banks write UTF-8 or GB18030; what is neither is no text. */
function textOf(content: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(content);
      if (text.includes('\u0000')) break;
      return text;
    } catch {
      // Not in this encoding: the next one is tried.
    }
  }
  throw new DomainError('bank-file-not-text');
}

function rowsOf(text: string): string[][] {
  try {
    return parse(text, { bom: true, relax_column_count: true, relax_quotes: true });
  } catch {
    throw new DomainError('bank-file-malformed', { count: 1 }, [
      { pointer: '/rows', detail: '引号或分隔符不成对，不是完整的 CSV。' },
    ]);
  }
}
