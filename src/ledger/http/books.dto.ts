import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  Matches,
  ValidateNested,
} from 'class-validator';
import { DateField, MoneyField, TextField } from '../../platform/http/fields.js';
import {
  BOOK_KINDS,
  STANDARDS,
  type BookKind,
  type Standard,
} from '../domain/standards/standard.js';
import { VOUCHER_FORMS, type VoucherForm } from '../domain/voucher-word.js';

export class BookDto {
  /** 账套类型：集体、公司、慈善、党组织工作经费 */
  @IsIn(BOOK_KINDS)
  kind!: BookKind;

  @TextField(100)
  name!: string;

  /** 会计制度 */
  @IsIn(STANDARDS)
  standard!: Standard;

  /** 启用日期 */
  @DateField()
  openedOn!: string;

  /** 凭证字：记，或收、付、转三种；建账后不变 */
  @IsOptional()
  @IsIn(VOUCHER_FORMS)
  voucherWords?: VoucherForm;
}

export class AccountDto {
  @Matches(/^[0-9]{3,12}$/, { message: '应为上级科目编码加 2 到 4 位数字。' })
  code!: string;

  @TextField(100)
  name!: string;

  @Matches(/^[0-9]{3,12}$/, { message: '应为本账套已有的科目编码。' })
  parentCode!: string;
}

export class FundDto {
  @Matches(/^[A-Za-z0-9-]{1,20}$/, { message: '应为 1 到 20 个字母、数字或横线。' })
  code!: string;

  @TextField(100)
  name!: string;

  /** 限定的用途 */
  @TextField(500)
  purpose!: string;

  /** 是否限定用途 */
  @IsBoolean()
  restricted!: boolean;
}

export class OpeningLineDto {
  @TextField(16)
  accountCode!: string;

  @IsIn(['debit', 'credit'])
  side!: 'debit' | 'credit';

  @MoneyField()
  amount!: string;

  @IsOptional()
  @TextField(20)
  fundCode?: string;
}

export class OpeningBalancesDto {
  @IsArray()
  @ArrayMaxSize(5000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => OpeningLineDto)
  lines!: OpeningLineDto[];
}
