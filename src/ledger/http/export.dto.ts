import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';

const EXPORT_FORMATS = ['hledger', 'beancount', 'xlsx', 'gbt24589', 'archive'] as const;
const ENCODINGS = ['gb18030', 'utf-8'] as const;

export class ExportQuery {
  /** 带走的格式；gbt24589 是国家标准数据接口 GB/T 24589.1-2010，archive 是会计档案包 */
  @IsIn(EXPORT_FORMATS)
  format!: (typeof EXPORT_FORMATS)[number];

  /** 只要这一个会计年度；不写则为整本账套。用于 gbt24589 和 archive */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1900)
  @Max(2999)
  year?: number;

  /** XML 的字符集，不写则为 gb18030。用于 gbt24589 */
  @IsOptional()
  @IsIn(ENCODINGS)
  encoding?: (typeof ENCODINGS)[number];
}
