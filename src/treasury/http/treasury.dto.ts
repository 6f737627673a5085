import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { DateField, MoneyField, MonthField, TextField } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/paging.js';
import { REQUEST_CATEGORIES, type RequestCategory } from '../domain/approval-ladder.js';
import { FUND_LINES, type FundLine } from '../domain/fund-account.js';
import { PARTY_KINDS, type PartyKind } from '../domain/party-kind.js';
import { REQUEST_STATES, type RequestState } from '../domain/request-states.js';
import { TRANSFER_KINDS, type TransferKind } from '../domain/transfer-kinds.js';

export class FundAccountDto {
  /** 末级货币资金科目 */
  @TextField(16)
  accountCode!: string;

  /** 收入户、支出户、备用金 */
  @IsIn(FUND_LINES)
  line!: FundLine;

  /** 开户行；备用金不填 */
  @IsOptional()
  @TextField(100)
  bankName?: string;

  /** 银行账号；备用金不填 */
  @IsOptional()
  @Matches(/^[0-9-]{4,40}$/, { message: '应为 4 到 40 位数字，可含横线。' })
  accountNumber?: string;
}

export class ReceiptDto {
  @DateField()
  date!: string;

  @MoneyField()
  amount!: string;

  /** 付款人 */
  @TextField(100)
  payer!: string;

  /** 付款人是自然人还是单位；公示时自然人只显示姓氏 */
  @IsOptional()
  @IsIn(PARTY_KINDS)
  payerKind?: PartyKind;

  /** 收款事由 */
  @TextField(200)
  item!: string;

  /** 贷方科目：收入、负债、应收的末级科目 */
  @TextField(16)
  incomeAccountCode!: string;

  /** 限定的专项 */
  @IsOptional()
  @TextField(20)
  fundCode?: string;

  /** 收入户；账套只有一个时不必填 */
  @IsOptional()
  @TextField(16)
  fundAccountCode?: string;

  /** 附件张数，默认 1 */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(9999)
  attachments?: number;

  /** 收到现金的日期；转账收款不填。现金应当日、最迟次日存入银行，上面的日期即存入之日 */
  @IsOptional()
  @DateField()
  cashReceivedOn?: string;

  /** 现金没有在次日以前存入银行的原因 */
  @IsOptional()
  @TextField(200)
  depositReason?: string;
}

export class RefundDto {
  @DateField()
  date!: string;

  /** 退款金额；不填为全部余额 */
  @IsOptional()
  @MoneyField()
  amount?: string;

  @TextField(200)
  reason!: string;
}

export class PaymentRequestDto {
  /** 申请日期；不填则以录入当日计 */
  @IsOptional()
  @DateField()
  date?: string;

  /** 用途 */
  @TextField(200)
  purpose!: string;

  /** 收款人 */
  @TextField(100)
  payee!: string;

  /** 收款人是自然人还是单位；公示时自然人只显示姓氏 */
  @IsOptional()
  @IsIn(PARTY_KINDS)
  payeeKind?: PartyKind;

  @MoneyField()
  amount!: string;

  /** 借方科目：费用、负债、资产的末级科目，或备用金 */
  @TextField(16)
  expenseAccountCode!: string;

  /** 由哪个专项支付 */
  @IsOptional()
  @TextField(20)
  fundCode?: string;

  /** 经手人 */
  @TextField(50)
  handledBy!: string;

  /** 附件张数，默认 1 */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(9999)
  attachments?: number;

  /** 四议两公开的决议文号；累计超过限额、投资和三年以上的合同必填 */
  @IsOptional()
  @TextField(100)
  resolutionNo?: string;

  /** 事项类别：一般；投资（记入投资科目的付款自动归入）；三年以上的合同。后两类不论金额走完整审批 */
  @IsOptional()
  @IsIn(REQUEST_CATEGORIES)
  category?: RequestCategory;
}

export class SubmissionDto {
  /** 决议文号；草稿里没有写、而累计超过限额或属投资、长期合同时在此填写 */
  @IsOptional()
  @TextField(100)
  resolutionNo?: string;
}

export class WithdrawalDto {
  /** 撤回理由 */
  @IsOptional()
  @TextField(500)
  reason?: string;
}

export class ApprovalDto {
  /** 审批意见 */
  @IsOptional()
  @TextField(500)
  opinion?: string;
}

export class RejectionDto {
  /** 退回理由 */
  @TextField(500)
  reason!: string;
}

export class AllocationDto {
  @DateField()
  date!: string;

  @MoneyField()
  amount!: string;

  /** 用于支付的已批准申请 */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsUUID('all', { each: true })
  requestIds?: string[];

  /** 收入户；只有一个时不必填 */
  @IsOptional()
  @TextField(16)
  fromAccountCode?: string;

  /** 支出户；只有一个时不必填 */
  @IsOptional()
  @TextField(16)
  toAccountCode?: string;
}

export class PaymentDto {
  /** 已批准、未支付的申请 */
  @IsUUID()
  requestId!: string;

  @DateField()
  date!: string;

  /** 支出户；只有一个时不必填 */
  @IsOptional()
  @TextField(16)
  fundAccountCode?: string;
}

export class TransferDto {
  /** 划出账套 */
  @IsInt()
  @Min(1)
  @Max(9999)
  fromBookNo!: number;

  /** 划入账套 */
  @IsInt()
  @Min(1)
  @Max(9999)
  toBookNo!: number;

  @DateField()
  date!: string;

  @MoneyField()
  amount!: string;

  /** 利润上缴、捐赠、借款、归还借款 */
  @IsIn(TRANSFER_KINDS)
  kind!: TransferKind;

  /** 划出账套已批准的付款申请；只有一份写明划入账套名称时不必填 */
  @IsOptional()
  @IsUUID()
  requestId?: string;

  /** 划入账套的专项 */
  @IsOptional()
  @TextField(20)
  fundCode?: string;

  /** 划出账套的借方科目 */
  @IsOptional()
  @TextField(16)
  fromAccountCode?: string;

  /** 划入账套的贷方科目 */
  @IsOptional()
  @TextField(16)
  toAccountCode?: string;
}

export class TransferReversalDto {
  /** 冲销凭证的日期，须在开放的月份 */
  @DateField()
  date!: string;

  @TextField(500)
  reason!: string;
}

export class MonthListQuery extends ListQuery {
  @IsOptional()
  @MonthField()
  month?: string;
}

export class RequestListQuery extends MonthListQuery {
  @IsOptional()
  @IsIn(REQUEST_STATES)
  status?: RequestState;
}
