import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { MonthField, TextField } from '../../platform/http/fields.js';

const DIMENSION_CODE = /^[a-z][a-z0-9-]{0,19}$/;

export class DimensionDto {
  /** 如 department、project、contract、asset、donor，或自定 */
  @Matches(DIMENSION_CODE, { message: '应为小写字母开头的 1 到 20 个小写字母、数字或横线。' })
  code!: string;

  @TextField(50)
  name!: string;
}

export class DimensionItemDto {
  @Matches(/^[A-Za-z0-9-]{1,30}$/, { message: '应为 1 到 30 个字母、数字或横线。' })
  code!: string;

  @TextField(100)
  name!: string;
}

export class RequiredDimensionsDto {
  /** 科目及其下级的手工分录必须填写的辅助核算；空列表为不要求 */
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  required!: string[];
}

export class DimensionBalancesQuery {
  /** 辅助核算代码；counterparty 和 fund 随账套建立 */
  @Matches(DIMENSION_CODE, { message: '应为辅助核算代码，如 project。' })
  dimension!: string;

  @MonthField()
  month!: string;

  /** 科目编码，包括其下级；不填为全部 */
  @IsOptional()
  @Matches(/^[0-9]{3,16}$/, { message: '应为科目编码。' })
  accountCode?: string;

  /** json，或带走的表格 */
  @IsOptional()
  @IsIn(['json', 'csv', 'xlsx'])
  format?: 'json' | 'csv' | 'xlsx';
}
