import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { DateField, MoneyField, MonthField, TextField } from '../../platform/http/fields.js';
import { DimensionsField } from './dimensions.field.js';

const DAYS: readonly (number | 'last')[] = [
  ...Array.from({ length: 28 }, (_, index) => index + 1),
  'last',
];

export class TemplateLineDto {
  @TextField(200)
  summary!: string;

  /** 末级科目编码 */
  @TextField(16)
  accountCode!: string;

  /** 借方或贷方 */
  @IsIn(['debit', 'credit'])
  side!: 'debit' | 'credit';

  /** 金额；不填则使用时填写 */
  @IsOptional()
  @MoneyField()
  amount?: string;

  @IsOptional()
  @TextField(20)
  fundCode?: string;

  @IsOptional()
  @TextField(100)
  counterparty?: string;

  @IsOptional()
  @Matches(/^[0-9]{1,2}$/, { message: '应为现金流量表的行次，如 "1"。' })
  cashFlowItem?: string;

  @IsOptional()
  @DimensionsField()
  dimensions?: Record<string, string>;
}

export class ScheduleDto {
  /** 每月的日期，1 至 28，或 "last" 为月末 */
  @IsIn(DAYS, { message: '应为 1 到 28，或 "last"。' })
  day!: number | 'last';

  @MonthField()
  from!: string;

  @IsOptional()
  @MonthField()
  through?: string;
}

export class TemplateDto {
  @TextField(50)
  name!: string;

  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => TemplateLineDto)
  lines!: TemplateLineDto[];

  /** 按月生成的时间；不填为手工使用的模板 */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ScheduleDto)
  schedule?: ScheduleDto;
}

export class TemplateAmountDto {
  /** 模板的行号，从 1 起 */
  @IsInt()
  @Min(1)
  @Max(200)
  lineNo!: number;

  @MoneyField()
  amount!: string;
}

export class TemplateUseDto {
  @DateField()
  date!: string;

  /** 所附原始凭证张数；审核前可补 */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(9999)
  attachmentCount?: number;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => TemplateAmountDto)
  amounts?: TemplateAmountDto[];
}

export class RecurringDto {
  @MonthField()
  month!: string;
}
