import { IsIn } from 'class-validator';

const EXPORT_FORMATS = ['hledger', 'beancount', 'xlsx'] as const;

export class ExportQuery {
  /** 带走的格式 */
  @IsIn(EXPORT_FORMATS)
  format!: (typeof EXPORT_FORMATS)[number];
}
