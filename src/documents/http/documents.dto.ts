import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsUUID, Matches, ValidateIf } from 'class-validator';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { DateField, TextField, truthText } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/paging.js';
import {
  FORM_NAMES,
  KIND_NAMES,
  type DocumentFields,
  type DocumentForm,
  type DocumentKind,
} from '../domain/document.js';

const KINDS = Object.keys(KIND_NAMES);
const FORMS = Object.keys(FORM_NAMES);

/** Absent or right: null is neither. */
const MayBeLeftOut = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** What is read off a document. */
export class DocumentDto {
  /** invoice 发票，receipt 收据，bank-slip 银行回单，contract 合同，resolution 决议，other 其他 */
  @IsIn(KINDS)
  kind!: DocumentKind;

  /** electronic 电子原件，print 电子件的纸质打印件，image 纸质扫描件 */
  @IsIn(FORMS)
  form!: DocumentForm;

  /** 凭证名称或经济内容 */
  @MayBeLeftOut()
  @TextField(100)
  title?: string;

  /** 发票或财政票据代码；数电发票没有代码 */
  @MayBeLeftOut()
  @TextField(20)
  @Matches(/^[0-9A-Za-z-]+$/, { message: '只能用数字、字母和连字符。' })
  invoiceCode?: string;

  /** 发票或票据号码 */
  @MayBeLeftOut()
  @TextField(30)
  @Matches(/^[0-9A-Za-z-]+$/, { message: '只能用数字、字母和连字符。' })
  invoiceNo?: string;

  /** 开具日期 */
  @MayBeLeftOut()
  @DateField()
  issuedOn?: string;

  /** 价税合计，红字发票为负 */
  @MayBeLeftOut()
  @ApiProperty({ type: String, example: '1234.50' })
  @Matches(/^-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,2})?$/, {
    message: '应为至多两位小数的金额文本，如 "1234.50"，红字发票为负。',
  })
  amount?: string;

  /** 付款方 */
  @MayBeLeftOut()
  @TextField(100)
  payer?: string;

  /** 收款方，发票为销售方 */
  @MayBeLeftOut()
  @TextField(100)
  payee?: string;

  /** 纸质原件存放处；扫描件必填 */
  @MayBeLeftOut()
  @TextField(200)
  paperLocation?: string;

  /** 打印件所对应的电子原件 */
  @MayBeLeftOut()
  @IsUUID()
  originalId?: string;
}

/** Reads the fields. */
export function documentFields({ issuedOn, amount, ...fields }: DocumentDto): DocumentFields {
  return {
    ...fields,
    ...(issuedOn === undefined ? {} : { issuedOn: parseLocalDate(issuedOn) }),
    ...(amount === undefined ? {} : { amount: Money.of(amount) }),
  };
}

export class DocumentQuery extends ListQuery {
  @IsOptional()
  @IsIn(KINDS)
  kind?: DocumentKind;

  @IsOptional()
  @IsIn(FORMS)
  form?: DocumentForm;

  /** 开具日期（没有的按上传日期）自 */
  @IsOptional()
  @DateField()
  from?: string;

  /** 开具日期（没有的按上传日期）至 */
  @IsOptional()
  @DateField()
  through?: string;

  /** 名称、代码、号码、付款方、收款方、存放处中的文字 */
  @IsOptional()
  @TextField(100)
  text?: string;

  /** true：已有凭证附有或引用；false：还没有 */
  @IsOptional()
  @truthText()
  @IsBoolean()
  linked?: boolean;
}
