import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { Transform } from 'class-transformer';
import { MonthField } from '../../platform/http/fields.js';
import { VOUCHER_WORDS, type VoucherWord } from '../domain/voucher.js';
import { LEDGER_KINDS, type LedgerKind } from '../print/ledger-print.js';
import { DAY_OR_MONTH, DAY_OR_MONTH_MESSAGE } from './reports.dto.js';

/** What is only printed has one format. */
class PrintQuery {
  @IsOptional()
  @IsIn(['pdf'])
  format?: 'pdf';
}

export class BoundLedgerQuery extends PrintQuery {
  /** 起日，或起始月份；不填为年初 */
  @IsOptional()
  @Matches(DAY_OR_MONTH, DAY_OR_MONTH_MESSAGE)
  from?: string;

  /** 止日，或截止月份；不填为今日 */
  @IsOptional()
  @Matches(DAY_OR_MONTH, DAY_OR_MONTH_MESSAGE)
  through?: string;
}

export class BindingCoverQuery extends PrintQuery {
  @MonthField()
  month!: string;

  /** 凭证字；不填则每种凭证字各一页 */
  @IsOptional()
  @IsIn(VOUCHER_WORDS)
  word?: VoucherWord;
}

export class ActivationQuery extends PrintQuery {
  /** 会计年度 */
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{4}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1900)
  @Max(2999)
  year!: number;

  /** 账簿：general 总账、subsidiary 明细账、cash 库存现金日记账、bank 银行存款日记账；不填则各一页 */
  @IsOptional()
  @IsIn(LEDGER_KINDS)
  ledger?: LedgerKind;
}
