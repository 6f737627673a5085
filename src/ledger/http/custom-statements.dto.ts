import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { QueryNumber, TextField } from '../../platform/http/fields.js';
import { READINGS } from '../domain/statements/custom-statement.js';
import { ReportQuery } from './reports.dto.js';

const ACCOUNT_CODE = /^[0-9]{3,16}$/;
const ACCOUNT_MESSAGE = { message: '应为半角数字的科目编码。', each: true };

export class CustomSourceDto {
  /** 取数科目，取其全部末级科目 */
  @Matches(ACCOUNT_CODE, { message: '应为半角数字的科目编码。' })
  account!: string;

  /** 取净额、借方（贷方）余额的明细、一方发生额或年初余额；默认净额 */
  @IsOptional()
  @IsIn(READINGS)
  reading?: (typeof READINGS)[number];

  /** 不取的明细科目 */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @Matches(ACCOUNT_CODE, ACCOUNT_MESSAGE)
  except?: string[];
}

export class CustomLineDto {
  /** 行次；只有文字的行不填 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(999)
  row?: number;

  /** 项目 */
  @TextField(100)
  label!: string;

  /** 缩进：0 大项和合计，1 项目，2 其中 */
  @IsOptional()
  @IsIn([0, 1, 2])
  level?: 0 | 1 | 2;

  /** 列示方向：金额在哪一方时为正 */
  @IsOptional()
  @IsIn(['debit', 'credit'])
  side?: 'debit' | 'credit';

  /** 数据来源 */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => CustomSourceDto)
  sources?: CustomSourceDto[];

  /** 合计的行次，减去的行写负数 */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(300)
  @IsInt({ each: true })
  sum?: number[];
}

export class CustomCheckDto {
  /** 勾稽关系的名称 */
  @TextField(100)
  name!: string;

  /** 左边的行次，减去的行写负数 */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(300)
  @IsInt({ each: true })
  left!: number[];

  @IsIn(['=', '≥'])
  relation!: '=' | '≥';

  /** 右边的行次 */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(300)
  @IsInt({ each: true })
  right!: number[];
}

export class CustomStatementDto {
  /** 报表名称 */
  @TextField(60)
  title!: string;

  /** position：期末、年初余额；flow：本月、本年累计 */
  @IsIn(['position', 'flow'])
  columns!: 'position' | 'flow';

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(300)
  @ValidateNested({ each: true })
  @Type(() => CustomLineDto)
  lines!: CustomLineDto[];

  /** 勾稽关系 */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => CustomCheckDto)
  checks?: CustomCheckDto[];
}

export class CustomVersionQuery {
  /** 版次；不填为最新一版 */
  @QueryNumber(1, 9999)
  version?: number;
}

export class CustomFiguresQuery extends ReportQuery {
  /** 版次；不填为最新一版 */
  @QueryNumber(1, 9999)
  version?: number;
}
