import { IsBoolean, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { DateField, MoneyField, MonthField, TextField } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/paging.js';

export class DonationDto {
  @DateField()
  date!: string;

  @MoneyField()
  amount!: string;

  /** 捐赠人；匿名的可不填 */
  @IsOptional()
  @TextField(100)
  donor?: string;

  /** 捐赠人要求匿名 */
  @IsOptional()
  @IsBoolean()
  anonymous?: boolean;

  /** 捐赠人同意公布姓名；不填为不同意，公布时写爱心人士 */
  @IsOptional()
  @IsBoolean()
  publishName?: boolean;

  /** 限定、非限定；不填随专项 */
  @IsOptional()
  @IsIn(['restricted', 'unrestricted'])
  mode?: 'restricted' | 'unrestricted';

  /** 限定捐赠所入的专项 */
  @IsOptional()
  @TextField(20)
  fundCode?: string;

  /** 捐赠收入科目；不填按限定与否取 410102 或 410101 */
  @IsOptional()
  @TextField(16)
  incomeAccountCode?: string;

  /** 捐赠类别，如个人、企业 */
  @IsOptional()
  @TextField(50)
  kind?: string;

  /** 附件张数；不填为 1 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(9999)
  attachments?: number;
}

export class DonationQuery extends ListQuery {
  @IsOptional()
  @MonthField()
  month?: string;

  @IsOptional()
  @TextField(20)
  fundCode?: string;
}

export class ReleaseDto {
  @DateField()
  date!: string;

  /** 解除的金额，不超过已按用途使用而未解除的 */
  @MoneyField()
  amount!: string;

  @TextField(150)
  reason!: string;
}

export class StatementQuery {
  /** 截至何日；不填为今天 */
  @IsOptional()
  @DateField()
  through?: string;
}
