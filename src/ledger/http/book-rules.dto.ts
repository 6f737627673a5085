import { IsBoolean, ValidateIf } from 'class-validator';
import { TextField } from '../../platform/http/fields.js';

export class PostingRuleDto {
  /** 是否允许这类凭证不经人工审核自动记账 */
  @IsBoolean()
  enabled!: boolean;

  @TextField(500)
  reason!: string;
}

export class BookSettingsDto {
  /** 会计主管姓名，印在凭证上；null 为未设 */
  @ValidateIf(({ chiefAccountant }: BookSettingsDto) => chiefAccountant !== null)
  @TextField(50)
  chiefAccountant!: string | null;
}
