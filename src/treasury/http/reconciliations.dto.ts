import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  Equals,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { TextField } from '../../platform/http/fields.js';

export class ReconciliationQuery {
  /** json，或带走的表格、打印的 PDF */
  @IsOptional()
  @IsIn(['json', 'csv', 'xlsx', 'pdf'])
  format?: 'json' | 'csv' | 'xlsx' | 'pdf';
}

export class BookLineDto {
  @IsUUID()
  voucherId!: string;

  /** 凭证的第几行 */
  @IsInt()
  @Min(1)
  @Max(10000)
  lineNo!: number;
}

export class PairDto extends BookLineDto {
  @IsUUID()
  bankLineId!: string;
}

export class GroupDto {
  @IsArray()
  @ArrayMaxSize(1000)
  @IsUUID('all', { each: true })
  bankLineIds!: string[];

  @IsArray()
  @ArrayMaxSize(1000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => BookLineDto)
  bookLines!: BookLineDto[];
}

export class MatchDto {
  /** 自动核销；什么都不填也是自动 */
  @IsOptional()
  @Equals(true, { message: '只能是 true；人工核销请用 pairs 或 groups。' })
  automatic?: true;

  /** 一笔对一笔 */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PairDto)
  pairs?: PairDto[];

  /** 几笔对几笔，两边合计相等 */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => GroupDto)
  groups?: GroupDto[];
}

export class ExplanationDto {
  /** 银行流水 */
  @IsOptional()
  @IsUUID()
  bankLineId?: string;

  /** 凭证，与 lineNo 同用 */
  @IsOptional()
  @IsUUID()
  voucherId?: string;

  /** 凭证的第几行 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10000)
  lineNo?: number;

  /** 说明该科目的期初差额 */
  @IsOptional()
  @TextField(16)
  openingDifferenceOf?: string;

  @TextField(500)
  text!: string;
}

export class ConfirmDto {
  /** 对未核销项目的说明 */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(5000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ExplanationDto)
  explanations?: ExplanationDto[];
}
