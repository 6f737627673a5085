import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { DateField, MoneyField, TextField } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/paging.js';
import { RENT_PERIODS, type RentPeriod } from '../domain/rent-schedule.js';

export class LeaseDto {
  @TextField(20)
  propertyCode!: string;

  /** 租金入账的账套 */
  @IsInt()
  @Min(1)
  bookNo!: number;

  /** 承租人 */
  @TextField(100)
  tenant!: string;

  @DateField()
  from!: string;

  @DateField()
  through!: string;

  /** 租金按月、按季、按年 */
  @IsIn(RENT_PERIODS)
  period!: RentPeriod;

  /** 每期租金；与合同总额填且只填一项 */
  @IsOptional()
  @MoneyField()
  rent?: string;

  /** 合同租金总额 */
  @IsOptional()
  @MoneyField()
  total?: string;

  /** 押金；收取押金请另行收款，记入押金科目 */
  @IsOptional()
  @MoneyField()
  deposit?: string;

  /** 租赁收入或预收租金科目 */
  @TextField(16)
  incomeAccountCode!: string;

  /** 应收租金科目 */
  @TextField(16)
  receivableAccountCode!: string;

  @IsOptional()
  @TextField(100)
  contractNo?: string;

  /** 招租方式或竞价结果 */
  @IsOptional()
  @TextField(500)
  bidding?: string;
}

export class TerminationDto {
  /** 租约的最后一日 */
  @DateField()
  date!: string;

  @TextField(500)
  reason!: string;

  /** 冲减凭证的日期；不填为最后一日，尚未到的为今天 */
  @IsOptional()
  @DateField()
  postingDate?: string;
}

export class LeaseQuery extends ListQuery {
  @IsOptional()
  @TextField(20)
  propertyCode?: string;

  /** 在这一日有效的租约 */
  @IsOptional()
  @DateField()
  on?: string;
}

export class RentsDueDto {
  /** 入账到期日在这一日及以前的租金 */
  @DateField()
  through!: string;
}

export class RentReceiptDto {
  @DateField()
  date!: string;

  @MoneyField()
  amount!: string;

  /** 付款人；不填为承租人 */
  @IsOptional()
  @TextField(100)
  payer?: string;

  /** 附件张数；不填为 1 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(9999)
  attachments?: number;
}

export const RENT_FILTERS = [
  'scheduled',
  'due',
  'paid',
  'arrears',
  'void',
  'before-books',
] as const;

export class ArrearsQuery extends ListQuery {
  /** 截至何日；不填为今天 */
  @IsOptional()
  @DateField()
  on?: string;
}

export class RentQuery extends ArrearsQuery {
  @IsOptional()
  @IsIn(RENT_FILTERS)
  state?: (typeof RENT_FILTERS)[number];

  @IsOptional()
  @IsUUID()
  leaseId?: string;
}
