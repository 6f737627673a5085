import { IsBoolean, IsOptional } from 'class-validator';
import { TextField } from '../../platform/http/fields.js';

export class PostingRuleDto {
  /** 是否允许这类凭证不经人工审核自动记账 */
  @IsBoolean()
  enabled!: boolean;

  @TextField(500)
  reason!: string;
}

export class BookSettingsDto {
  /** 会计主管姓名，印在凭证上；不填为未设 */
  @IsOptional()
  @TextField(50)
  chiefAccountant?: string;
}
