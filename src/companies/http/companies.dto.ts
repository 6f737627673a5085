import { IsInt, IsOptional, Min } from 'class-validator';
import { DateField, MoneyField, TextField } from '../../platform/http/fields.js';

export class CompanyDto {
  @TextField(100)
  name!: string;

  /** 统一社会信用代码 */
  @TextField(18, 18)
  creditCode!: string;

  /** 注册资本 */
  @MoneyField()
  capital!: string;

  /** 经营范围 */
  @TextField(2000)
  scope!: string;

  /** 成立日期 */
  @DateField()
  foundedOn!: string;

  /** 法定代表人 */
  @IsOptional()
  @TextField(50)
  legalRepresentative?: string;

  /** 公司账套，一家公司一套账 */
  @IsInt()
  @Min(1)
  bookNo!: number;
}
