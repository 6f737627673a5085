import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsObject,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { MoneyField } from '../../platform/http/fields.js';
import { LineDto, ReversalDto } from './vouchers.dto.js';

export class ReentryDto extends ReversalDto {
  /** 正确的分录；摘要前由系统加上“订正某月某日某字第某号凭证” */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => LineDto)
  lines!: LineDto[];

  /** 更正凭证可以没有附件 */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(9999)
  attachmentCount?: number;
}

export class RightAmountDto {
  /** 原凭证的行号，从 1 起 */
  @IsInt()
  @Min(1)
  @Max(1000)
  lineNo!: number;

  /** 这一行正确的金额 */
  @MoneyField()
  amount!: string;
}

export class AdjustmentDto extends ReversalDto {
  /** 金额有误的各行及其正确金额 */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => RightAmountDto)
  lines!: RightAmountDto[];
}
