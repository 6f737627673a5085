import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { TextField } from '../../platform/http/fields.js';
import type { DayOrder } from '../domain/bank-formats/bank-format.js';

const DAYS: readonly DayOrder[] = ['year-month-day', 'day-month-year', 'month-day-year'];

export class MappingColumnsDto {
  /** 日期列的列名 */
  @TextField(40)
  date!: string;

  /** 日期的写法：年月日（缺省）、日月年、月日年 */
  @IsOptional()
  @IsIn(DAYS)
  days?: DayOrder;

  /** 金额一列，收入为正、支出为负 */
  @IsOptional()
  @TextField(40)
  signed?: string;

  /** 收入金额列（银行的贷方），与 out 同填 */
  @IsOptional()
  @TextField(40)
  in?: string;

  /** 支出金额列（银行的借方），与 in 同填 */
  @IsOptional()
  @TextField(40)
  out?: string;

  /** 金额列，与 direction 同填 */
  @IsOptional()
  @TextField(40)
  amount?: string;

  /** 收付方向列 */
  @IsOptional()
  @TextField(40)
  direction?: string;

  /** 方向列中表示收入的写法，缺省为 收、收入、贷、贷方 */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @MaxLength(20, { each: true })
  inWords?: string[];

  /** 方向列中表示支出的写法，缺省为 付、支、支出、借、借方 */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @MaxLength(20, { each: true })
  outWords?: string[];

  /** 余额列 */
  @IsOptional()
  @TextField(40)
  balance?: string;

  /** 摘要列，可有几列，连在一起 */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  description!: string[];

  /** 对方户名列 */
  @IsOptional()
  @TextField(40)
  counterparty?: string;

  /** 流水号列 */
  @IsOptional()
  @TextField(40)
  reference?: string;

  /** 本方账号列；有的话，与资金账户的账号核对 */
  @IsOptional()
  @TextField(40)
  ownAccount?: string;
}

export class MappingChangeDto {
  /** 名称，如 广安农商银行 */
  @TextField(60)
  name!: string;

  /** 各列的列名；表头的行自动寻找 */
  @IsObject()
  @ValidateNested()
  @Type(() => MappingColumnsDto)
  columns!: MappingColumnsDto;
}

export class MappingDto extends MappingChangeDto {
  /** 代码，导入时用 */
  @Matches(/^[a-z0-9][a-z0-9-]{0,29}$/, { message: '应为 1 到 30 个小写字母、数字或横线。' })
  code!: string;
}
