/** One line of a booked voucher. */
export interface BookingLine {
  readonly summary: string;
  readonly accountCode: string;
  readonly accountName: string;
  readonly debit: string | null;
  readonly credit: string | null;
}

/** How one voucher booked the document. */
export interface Booking {
  readonly bookNo: number;
  readonly bookName: string;
  readonly voucherId: string;
  readonly month: string;
  readonly word: string;
  readonly no: number;
  readonly date: string;
  /** attached: kept with this voucher; cited: kept with the one that is attached. */
  readonly relation: 'attached' | 'cited';
  readonly amount: string;
  readonly maker: string;
  readonly reviewer: string | null;
  readonly poster: string;
  readonly postedAt: string;
  /** The voucher's hash in its book's chain. */
  readonly voucherHash: string;
  readonly lines: readonly BookingLine[];
}

/**
 * 入账信息结构化数据 of one electronic document (财会〔2024〕12号 第二十一条(四)，财会〔2024〕11号 第三十一条), archived with it.
 * The element names are ours and versioned; the national 电子凭证会计数据标准 names others.
 */
export interface BookingEntry {
  readonly format: 'gongzhang-booking/1';
  readonly communityCode: string;
  readonly document: {
    readonly id: string;
    readonly sha256: string;
    readonly mediaType: string;
    readonly kind: string;
    readonly invoiceCode: string | null;
    readonly invoiceNo: string | null;
    readonly issuedOn: string | null;
    readonly amount: string | null;
    readonly payer: string | null;
    readonly payee: string | null;
    readonly authenticity: string;
    readonly signature: string;
  };
  readonly bookings: readonly Booking[];
}

/** The same as an XML document: every field an element of its name, lists by their singular, nothing for null. */
export function bookingXml(entry: BookingEntry): string {
  const { format, communityCode, document, bookings } = entry;
  const body = [
    element('communityCode', communityCode),
    parent('document', fields(document)),
    parent('bookings', bookings.map(bookingElement).join('')),
  ].join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<bookingEntry format="${escaped(format)}">${body}</bookingEntry>\n`;
}

function bookingElement({ lines, ...booking }: Booking): string {
  const each = lines.map((line) => parent('line', fields(line))).join('');
  return parent('booking', fields(booking) + parent('lines', each));
}

function fields(values: object): string {
  return Object.entries(values as Record<string, string | number | null>)
    .map(([name, value]) => (value === null ? '' : element(name, String(value))))
    .join('');
}

function element(name: string, text: string): string {
  return parent(name, escaped(text));
}

function parent(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

/** XML 1.0 has no place for most control characters, and takes markup for markup. */
function escaped(text: string): string {
  const marks: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  };
  return text
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')
    .replace(/[&<>"']/g, (mark) => marks[mark] ?? '');
}
