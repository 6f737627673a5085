import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsObject,
  IsOptional,
  Matches,
  ValidateNested,
} from 'class-validator';
import { DateField, MoneyField, MonthField, TextField } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/paging.js';

const BALANCE = /^-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,2})?$/;

/** A balance: zero and overdrafts are balances too. */
const BalanceField = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, example: '1234.50', description: '余额，元，可为零或负' }),
    Matches(BALANCE, { message: '应为至多两位小数的金额文本，如 "1234.50"。' }),
  );

export class BankLineDto {
  /** 银行记账日期 */
  @DateField()
  date!: string;

  /** 银行摘要 */
  @TextField(200)
  description!: string;

  /** 对方户名 */
  @IsOptional()
  @TextField(100)
  counterparty?: string;

  /** 银行流水号 */
  @IsOptional()
  @TextField(100)
  reference?: string;

  /** 收入（银行对账单的贷方）；与 out 只填一项 */
  @IsOptional()
  @MoneyField()
  in?: string;

  /** 支出（银行对账单的借方）；与 in 只填一项 */
  @IsOptional()
  @MoneyField()
  out?: string;

  /** 该笔之后的余额 */
  @IsOptional()
  @BalanceField()
  balance?: string;
}

export class BankStatementDto {
  /** 银行存款科目 */
  @TextField(16)
  accountCode!: string;

  @MonthField()
  month!: string;

  /** 月初余额 */
  @BalanceField()
  openingBalance!: string;

  /** 月末余额 */
  @BalanceField()
  closingBalance!: string;

  /** 流水，先后与对账单一致 */
  @IsArray()
  @ArrayMaxSize(20000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => BankLineDto)
  lines!: BankLineDto[];
}

/** Says of a CSV file what the file itself does not. */
export class BankFileQuery {
  /** 银行存款科目；CSV 文件必填 */
  @IsOptional()
  @TextField(16)
  accountCode?: string;

  /** 月份；CSV 文件必填 */
  @IsOptional()
  @MonthField()
  month?: string;

  /** 月初余额；文件没有余额时必填 */
  @IsOptional()
  @BalanceField()
  openingBalance?: string;

  /** 月末余额；文件没有余额时必填 */
  @IsOptional()
  @BalanceField()
  closingBalance?: string;

  /** 本社区保存的列对应关系的代码；不填则按列名认出银行 */
  @IsOptional()
  @Matches(/^[a-z0-9][a-z0-9-]{0,29}$/, { message: '应为 1 到 30 个小写字母、数字或横线。' })
  mapping?: string;

  /** true：只试读，列出读到的流水，不导入 */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    value === 'true' ? true : value === 'false' ? false : value,
  )
  @IsBoolean()
  preview?: boolean;
}

export class MonthListQuery extends ListQuery {
  /** 只看这个月 */
  @IsOptional()
  @MonthField()
  month?: string;
}
