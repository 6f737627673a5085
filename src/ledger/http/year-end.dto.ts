import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
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
import { DateField, MoneyField, TextField } from '../../platform/http/fields.js';
import { STANDARDS, type Standard } from '../domain/standards/standard.js';

const ACCOUNT_CODE = { message: '应为半角数字的科目编码。' };

export class OtherShareDto {
  /** 收益分配（利润分配）下明细科目的名称 */
  @TextField(50)
  name!: string;

  /** 贷方科目 */
  @Matches(/^[0-9]{3,16}$/, ACCOUNT_CODE)
  accountCode!: string;

  @MoneyField()
  amount!: string;
}

export class DistributionDto {
  /** 决议文号（四议两公开或股东会决议） */
  @TextField(50)
  resolutionNo!: string;

  /** 决议日期 */
  @DateField()
  resolvedOn!: string;

  /** 提取公积的比例（%），至多两位小数；集体按章程必填，公司不填按法定 10% */
  @IsOptional()
  @Matches(/^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/, {
    message: '应为 0 到 100、至多两位小数的百分比，如 "10.00"。',
  })
  reserveRate?: string;

  /** 向成员或投资者分配的金额 */
  @IsOptional()
  @MoneyField()
  owners?: string;

  /** 应付给成员或投资者的科目；不填为内部往来（集体）或应付利润（公司） */
  @IsOptional()
  @Matches(/^[0-9]{3,16}$/, ACCOUNT_CODE)
  ownersAccountCode?: string;

  /** 其他分配 */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => OtherShareDto)
  others?: OtherShareDto[];

  /** 所附决议等原始凭证张数，不填为 1 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(9999)
  attachmentCount?: number;
}

export class OwnMappingDto {
  /** 本账套自设的明细科目 */
  @Matches(/^[0-9]{3,16}$/, ACCOUNT_CODE)
  from!: string;

  /** 新制度下的科目 */
  @Matches(/^[0-9]{3,16}$/, ACCOUNT_CODE)
  to!: string;
}

export class StandardChangeDto {
  /** 新的会计制度 */
  @IsIn(STANDARDS)
  standard!: Standard;

  /** 新制度施行之日 */
  @DateField()
  date!: string;

  /** 自设明细科目的去向；不填的按制度对照表 */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => OwnMappingDto)
  mappings?: OwnMappingDto[];
}
