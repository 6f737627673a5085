import { DomainError, type FieldError } from '../../kernel/domain-error.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Money } from '../../kernel/money.js';

/** Kinds of source documents, in Chinese. */
export const KIND_NAMES = {
  invoice: '发票',
  receipt: '收据',
  'bank-slip': '银行回单',
  contract: '合同',
  resolution: '决议',
  other: '其他凭证',
} as const;

export type DocumentKind = keyof typeof KIND_NAMES;

/** What the file is of the document: the electronic original, a print of one, or an image of paper. */
export const FORM_NAMES = {
  electronic: '电子原件',
  print: '电子件的纸质打印件',
  image: '纸质扫描件',
} as const;

export type DocumentForm = keyof typeof FORM_NAMES;

/** The media types that are kept, each with the ending of its file. */
export const MEDIA_TYPES = {
  'application/pdf': 'pdf',
  'application/ofd': 'ofd',
  'application/xml': 'xml',
  'image/png': 'png',
  'image/jpeg': 'jpg',
} as const;

export type MediaType = keyof typeof MEDIA_TYPES;

/** What a person reads off a document (会计基础工作规范 第四十八条). */
export interface DocumentFields {
  readonly kind: DocumentKind;
  readonly form: DocumentForm;
  readonly title?: string;
  readonly invoiceCode?: string;
  readonly invoiceNo?: string;
  readonly issuedOn?: LocalDate;
  /** Negative on a red-letter invoice. */
  readonly amount?: Money;
  readonly payer?: string;
  readonly payee?: string;
  /** Where the paper lies: cabinet, volume, page. */
  readonly paperLocation?: string;
  /** The electronic original of a print. */
  readonly originalId?: string;
}

/**
 * Checks what is said of a document against its file and against the electronic original that it names.
 * @throws DomainError document-form-unfit, image-needs-paper, print-needs-original, original-only-for-print,
 *   print-repeats-original, invoice-incomplete, invoice-number-malformed, document-amount-zero, document-dated-in-future
 */
export function checkDocument(
  fields: DocumentFields,
  mediaType: MediaType,
  original: { readonly form: DocumentForm } | null,
  today: LocalDate,
): void {
  checkForm(fields, mediaType);
  if (fields.form === 'print') {
    checkPrint(fields, original);
    return;
  }
  if (fields.originalId !== undefined) {
    throw refusal('original-only-for-print', 'originalId', '不是打印件，请删去。');
  }
  if (fields.amount?.isZero() === true) {
    throw refusal('document-amount-zero', 'amount', '不能为零；没有金额的请不填。');
  }
  if (fields.issuedOn !== undefined && fields.issuedOn > today) {
    throw new DomainError('document-dated-in-future', { date: fields.issuedOn, today }, [
      { pointer: '/issuedOn', detail: '不能晚于今天。' },
    ]);
  }
  if (fields.kind === 'invoice') checkInvoice(fields);
}

/** An OFD or XML file is born electronic; 财会〔2024〕11号 第二十八条: an image never stands without its paper. */
function checkForm({ form, paperLocation }: DocumentFields, mediaType: MediaType): void {
  const bornElectronic = mediaType === 'application/ofd' || mediaType === 'application/xml';
  if (form !== 'electronic' && bornElectronic) {
    throw refusal('document-form-unfit', 'form', 'OFD、XML 文件只能是电子原件。');
  }
  if (form === 'image' && paperLocation === undefined) {
    throw refusal('image-needs-paper', 'paperLocation', '必须填写，如“档案柜3-2026年1月第2册”。');
  }
}

/** 财会〔2024〕11号 第二十七条: beside a print its electronic original is kept, which alone says number and amount. */
function checkPrint(
  fields: DocumentFields,
  original: { readonly form: DocumentForm } | null,
): void {
  if (original?.form !== 'electronic') {
    throw new DomainError('print-needs-original', { original: fields.originalId ?? null }, [
      { pointer: '/originalId', detail: '应为已上传的电子原件的编号。' },
    ]);
  }
  const repeated = (
    ['invoiceCode', 'invoiceNo', 'issuedOn', 'amount', 'payer', 'payee'] as const
  ).filter((name) => fields[name] !== undefined);
  if (repeated.length > 0) {
    throw new DomainError(
      'print-repeats-original',
      {},
      repeated.map((name) => ({ pointer: `/${name}`, detail: '以电子原件为准，请删去。' })),
    );
  }
}

function checkInvoice(fields: DocumentFields): void {
  const missing = (['invoiceNo', 'issuedOn', 'amount'] as const)
    .filter((name) => fields[name] === undefined)
    .map((name): FieldError => ({ pointer: `/${name}`, detail: '发票必须填写。' }));
  if (missing.length > 0) throw new DomainError('invoice-incomplete', {}, missing);
  const { invoiceCode, invoiceNo = '' } = fields;
  const digital = invoiceCode === undefined && /^[0-9]{20}$/.test(invoiceNo);
  const coded = /^([0-9]{10}|[0-9]{12})$/.test(invoiceCode ?? '') && /^[0-9]{8}$/.test(invoiceNo);
  if (!digital && !coded) {
    throw refusal(
      'invoice-number-malformed',
      'invoiceNo',
      '数电发票为 20 位号码、不填代码；其他发票为 8 位号码，并填 10 或 12 位代码。',
    );
  }
}

function refusal(
  code: ConstructorParameters<typeof DomainError>[0],
  field: keyof DocumentFields,
  detail: string,
): DomainError {
  return new DomainError(code, {}, [{ pointer: `/${field}`, detail }]);
}

/** True where a number makes the document the only one of its kind: every invoice, and receipts with a code. */
export function isNumbered({ kind, form, invoiceCode, invoiceNo }: DocumentFields): boolean {
  if (form === 'print' || invoiceNo === undefined) return false;
  return kind === 'invoice' || (kind === 'receipt' && invoiceCode !== undefined);
}

/** 发票 1234…, 收据《水费》: how a sentence of the log names a document. */
export function documentName(document: {
  readonly kind: DocumentKind;
  readonly title?: string | null | undefined;
  readonly invoiceNo?: string | null | undefined;
}): string {
  const title = document.title ?? '';
  const number = document.invoiceNo ?? '';
  return [
    KIND_NAMES[document.kind],
    ...(title === '' ? [] : [`《${title}》`]),
    ...(number === '' ? [] : [` ${number}`]),
  ].join('');
}

/** The same for the operation log, which more people read: a title may name private people. */
export function loggedName({ kind, invoiceNo }: Parameters<typeof documentName>[0]): string {
  return documentName({ kind, invoiceNo });
}

/** The name of a file that is taken away: made here, never the client's, without anything a file system could read as more. */
export function fileName(
  document: Parameters<typeof documentName>[0] & { readonly id: string },
  mediaType: MediaType,
  tampered: boolean,
): string {
  const name = documentName(document)
    .replace(/[\p{C}\p{Zl}\p{Zp}\\/:*?"'<>|%.]/gu, '_')
    .slice(0, 80)
    .toWellFormed();
  const flag = tampered ? '已被篡改-' : '';
  return `${flag}${name}-${document.id.slice(0, 8)}.${MEDIA_TYPES[mediaType]}`;
}
