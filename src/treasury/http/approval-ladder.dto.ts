import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { MoneyField, TextField } from '../../platform/http/fields.js';
import { LADDER_ROLES, type LadderRole } from '../domain/approval-ladder.js';

export class LadderStepDto {
  /** 超过此数须由这一级审批；主任为 0 */
  @ApiProperty({ type: String, example: '1000.00' })
  @Matches(/^(0|[1-9][0-9]{0,15})(\.[0-9]{1,2})?$/, {
    message: '应为不小于零、至多两位小数的金额文本，如 "1234.50"。',
  })
  above!: string;

  /** 由谁审批 */
  @IsIn(LADDER_ROLES)
  role!: LadderRole;
}

export class ApprovalLadderDto {
  /** 四级，先后为序：主任自 0 元起，社区党委书记、居务监督委员会、街道各自更高的金额 */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => LadderStepDto)
  steps!: LadderStepDto[];

  /** 超过此数须有居民会议（居民代表会议）决议（四议两公开） */
  @MoneyField()
  resolutionAbove!: string;

  /** 同一收款人、同一科目多少日内合并计算，默认 30 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(366)
  windowDays?: number;

  /** 通过本表的决议文号 */
  @TextField(100)
  resolutionNo!: string;
}
