import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { DateField, MonthField, TextField } from '../../platform/http/fields.js';

export class CashCountDto {
  /** 库存现金或备用金科目 */
  @TextField(16)
  accountCode!: string;

  @MonthField()
  month!: string;

  /** 盘点日期；不填为当月最后一天 */
  @IsOptional()
  @DateField()
  date?: string;

  /** 实点金额，可为零 */
  @ApiProperty({ type: String, example: '1234.50' })
  @Matches(/^(0|[1-9][0-9]{0,15})(\.[0-9]{1,2})?$/, {
    message: '应为不小于零、至多两位小数的金额文本，如 "1234.50"。',
  })
  counted!: string;

  /** 监盘人的用户名，须是另一人 */
  @TextField(64)
  witness!: string;

  /** 与账面不符时的原因 */
  @IsOptional()
  @TextField(500)
  explanation?: string;
}
