import { IsBoolean, IsIn, IsOptional, Matches } from 'class-validator';
import { MonthField, truthText } from '../../platform/http/fields.js';
import { REPORT_FORMATS, type ReportFormat } from './report-file.js';

export class ReportQuery {
  @MonthField()
  month!: string;

  /** json，或带走的表格、打印的 PDF */
  @IsOptional()
  @IsIn(REPORT_FORMATS)
  format?: ReportFormat;
}

export class StatementQuery extends ReportQuery {
  /** true：列出上年同期的比较数字（资产负债表已有年初余额） */
  @IsOptional()
  @truthText()
  @IsBoolean()
  comparative?: boolean;
}

export const DAY_OR_MONTH = /^\d{4}-\d{2}(-\d{2})?$/;
export const DAY_OR_MONTH_MESSAGE = { message: '应为日期如 "2026-03-31"，或月份如 "2026-03"。' };

export class LedgerRangeQuery {
  /** 起日，或起始月份；不填为年初 */
  @IsOptional()
  @Matches(DAY_OR_MONTH, DAY_OR_MONTH_MESSAGE)
  from?: string;

  /** 止日，或截止月份；不填为今日 */
  @IsOptional()
  @Matches(DAY_OR_MONTH, DAY_OR_MONTH_MESSAGE)
  through?: string;

  /** json，或带走的表格、打印的 PDF */
  @IsOptional()
  @IsIn(REPORT_FORMATS)
  format?: ReportFormat;
}
