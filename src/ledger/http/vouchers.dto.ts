import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { DateField, MoneyField, MonthField, TextField } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/paging.js';
import { VOUCHER_WORDS, type VoucherWord } from '../domain/voucher.js';
import { DimensionsField } from './dimensions.field.js';

const VOUCHER_LIST_FORMATS = ['json', 'csv', 'xlsx', 'pdf'] as const;
const VOUCHER_FORMATS = ['json', 'pdf'] as const;
type VoucherFormat = (typeof VOUCHER_FORMATS)[number];

export class LineDto {
  /** 摘要 */
  @TextField(200)
  summary!: string;

  /** 末级科目编码 */
  @TextField(16)
  accountCode!: string;

  /** 借方金额；与贷方只填一方 */
  @IsOptional()
  @MoneyField()
  debit?: string;

  /** 贷方金额；与借方只填一方 */
  @IsOptional()
  @MoneyField()
  credit?: string;

  /** 专项代码，写在非资金科目的分录上 */
  @IsOptional()
  @TextField(20)
  fundCode?: string;

  /** 往来单位或个人 */
  @IsOptional()
  @TextField(100)
  counterparty?: string;

  /** 现金流量项目（现金流量表行次），写在资金科目的分录上；不填由系统按对方科目确定 */
  @IsOptional()
  @Matches(/^[0-9]{1,2}$/, { message: '应为现金流量表的行次，如 "1"。' })
  cashFlowItem?: string;

  /** 辅助核算：代码 → 项目代码，如 {"project": "P1"} */
  @IsOptional()
  @DimensionsField()
  dimensions?: Record<string, string>;
}

export class VoucherDto {
  @DateField()
  date!: string;

  /** 凭证字：记，或收、付、转 */
  @IsOptional()
  @IsIn(VOUCHER_WORDS)
  word?: VoucherWord;

  /** 所附原始凭证张数 */
  @IsInt()
  @Min(0)
  @Max(9999)
  attachmentCount!: number;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => LineDto)
  lines!: LineDto[];
}

export class VoucherBatchDto {
  /** 至多 10000 张，全部成功或全部不入 */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10_000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => VoucherDto)
  vouchers!: VoucherDto[];
}

export class VoucherIdsDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10_000)
  @IsUUID('all', { each: true })
  ids!: string[];
}

export class ReasonDto {
  @TextField(500)
  reason!: string;
}

export class ReversalDto extends ReasonDto {
  /** 冲销凭证的日期，须在开放的月份 */
  @DateField()
  date!: string;
}

export class VoucherQuery extends PageQuery {
  @IsOptional()
  @MonthField()
  month?: string;

  @IsOptional()
  @IsIn(['drafted', 'reviewed', 'posted', 'reversed'])
  status?: string;

  /** 科目编码，包括其下级 */
  @IsOptional()
  @TextField(16)
  accountCode?: string;

  @IsOptional()
  @DateField()
  from?: string;

  @IsOptional()
  @DateField()
  through?: string;

  /** 摘要中的文字 */
  @IsOptional()
  @TextField(100)
  text?: string;

  @IsOptional()
  @MoneyField()
  min?: string;

  @IsOptional()
  @MoneyField()
  max?: string;

  /** json，带走的表格（一行一条分录），或按凭证号打印的 PDF */
  @IsOptional()
  @IsIn(VOUCHER_LIST_FORMATS)
  format?: (typeof VOUCHER_LIST_FORMATS)[number];
}

export class VoucherFormatQuery {
  /** json，或打印的 PDF */
  @IsOptional()
  @IsIn(VOUCHER_FORMATS)
  format?: VoucherFormat;
}
