import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { MoneyField, MonthField, TextField } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/paging.js';
import {
  CASH_PURPOSES,
  CASH_RULES,
  type CashPurpose,
  type CashRule,
} from '../domain/cash-rules.js';

export class CashLimitDto {
  /** 库存现金限额，可为零（不留库存） */
  @ApiProperty({ type: String, example: '3000.00' })
  @Matches(/^(0|[1-9][0-9]{0,15})(\.[0-9]{1,2})?$/, {
    message: '应为不小于零、至多两位小数的金额文本，如 "1234.50"。',
  })
  amount!: string;

  /** 核定依据：开户银行的核定或决议文号 */
  @TextField(200)
  basis!: string;
}

export class CashFindingsQuery extends ListQuery {
  /** 哪个月 */
  @MonthField()
  month!: string;
}

export class CashExplanationDto {
  @MonthField()
  month!: string;

  /** over-limit 超库存限额；over-threshold 现金付款超过结算起点 */
  @IsIn(CASH_RULES)
  rule!: CashRule;

  @TextField(16)
  accountCode!: string;

  @MoneyField()
  amount!: string;

  /** 超过结算起点的付款凭证 */
  @IsOptional()
  @IsUUID()
  voucherId?: string;

  /** 现金用途，超过结算起点的付款必填：收购农副产品、差旅费、零星支出汇总、开户银行审核同意 */
  @IsOptional()
  @IsIn(CASH_PURPOSES)
  purpose?: CashPurpose;

  /** 原因 */
  @TextField(500)
  reason!: string;
}
