import iconv from 'iconv-lite';
import type { ZipWriter } from '../../platform/files/zip-writer.js';
import { findingsText, InterfaceChecks } from '../domain/interface/interface-checks.js';
import type { InterfaceYear, VoucherStretches } from '../domain/interface/interface-book.js';
import { ledgerRecords, statementRecords } from '../domain/interface/ledger-records.js';
import { publicRecords } from '../domain/interface/public-records.js';
import { cashFlowRecords, voucherRecords } from '../domain/interface/voucher-records.js';
import { xmlHead, type InterfaceEncoding } from '../domain/interface/xml-text.js';

/** Bytes of a piece: large enough to be worth a turn of the event loop, small enough not to hold it. */
const PIECE = 1 << 16;

/** Writes one year of a book into a zip: 公共档案, 总账, and what their tests of consistency found. */
export async function addInterfaceYear(
  zip: ZipWriter,
  book: InterfaceYear,
  vouchers: VoucherStretches,
  encoding: InterfaceEncoding,
): Promise<void> {
  const checks = new InterfaceChecks(book);
  await zip.add(`${book.year}/公共档案.xml`, pieces(publicRecords(book, encoding), encoding));
  await zip.add(
    `${book.year}/总账.xml`,
    pieces(ledgerText(book, vouchers, encoding, checks), encoding),
  );
  const title = `账套${book.bookNo}　${book.bookName}　${book.year}年度　会计核算软件数据接口一致性检验`;
  const text = findingsText(title, checks.findings());
  await zip.add(`${book.year}/一致性检验.txt`, [Buffer.from(`\uFEFF${text}`, 'utf8')]);
}

async function* ledgerText(
  book: InterfaceYear,
  vouchers: VoucherStretches,
  encoding: InterfaceEncoding,
  checks: InterfaceChecks,
): AsyncGenerator<string> {
  yield `${xmlHead(encoding)}<总账>\n`;
  yield* ledgerRecords(book);
  for await (const stretch of vouchers()) {
    for (const voucher of stretch) {
      checks.take(voucher);
      yield* voucherRecords(book, voucher);
    }
  }
  if (book.cashFlowItems.length > 0) {
    for await (const stretch of vouchers()) {
      for (const voucher of stretch) yield* cashFlowRecords(book, voucher);
    }
  }
  yield* statementRecords(book);
  yield '</总账>\n';
}

/** Text as bytes, gathered into pieces; between two of them others get their turn. */
async function* pieces(
  texts: AsyncIterable<string> | Iterable<string>,
  encoding: InterfaceEncoding,
): AsyncGenerator<Buffer> {
  let gathered: string[] = [];
  let length = 0;
  for await (const text of texts) {
    gathered.push(text);
    length += text.length;
    if (length < PIECE) continue;
    yield iconv.encode(gathered.join(''), encoding);
    gathered = [];
    length = 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (length > 0) yield iconv.encode(gathered.join(''), encoding);
}
