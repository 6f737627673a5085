import { unreadable } from './table-limits.js';

/** How a table can be declared by whoever sends it. */
export type DeclaredTable = 'csv' | 'xlsx' | 'xls';

const OLE = 'd0cf11e0a1b11ae1';
const ZIP = '504b';

/**
 * What the bytes are, whatever they were called. A spreadsheet that was renamed to the other kind is read as what it is.
 * @throws DomainError import-file-unreadable that says what was sent instead
 */
export function tableKind(declared: DeclaredTable, bytes: Uint8Array): DeclaredTable {
  const head = Buffer.from(bytes.subarray(0, 4096));
  const begins = head.toString('hex');
  if (begins.startsWith(OLE))
    return oleKind(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  if (begins.startsWith(ZIP)) {
    if (declared !== 'csv') return 'xlsx';
    throw unreadable('这是 XLSX 一类的压缩文件，不是 CSV；请按 XLSX 提交。');
  }
  if (begins.startsWith('255044462d')) {
    throw unreadable('这是 PDF 文件，改名不能成为表格；请从原来的系统导出 XLSX 或 CSV。');
  }
  if (/^(\ufeff)?\s*<(!doctype html|html|table|meta|\?xml)/i.test(head.toString('utf8'))) {
    throw unreadable(
      '这是网页或 XML 格式的表格，改名不能成为 XLSX 或 XLS；请用表格软件打开后另存为 XLSX。',
    );
  }
  if (begins.startsWith('89504e470d0a1a0a') || begins.startsWith('ffd8ff')) {
    throw unreadable('这是图片，不是表格；请从网银或原来的系统导出 XLSX 或 CSV。');
  }
  if (declared === 'xlsx') throw unreadable(notXlsx(head));
  // Browsers call a CSV by the name of the spreadsheet program that opens it.
  return 'csv';
}

function oleKind(bytes: Buffer): 'xls' {
  const holds = (stream: string): boolean => bytes.includes(Buffer.from(stream, 'utf16le'));
  if (holds('EncryptedPackage')) {
    throw unreadable('XLSX 文件加了密码，无法读取；请用表格软件打开，取消密码后另存为 XLSX。');
  }
  if (holds('Workbook') || holds('Book')) return 'xls';
  throw unreadable('这是旧版办公文件，但不是 XLS 表格；请另存为 XLSX。');
}

/** A text table that was only renamed, or something that is no file of its kind at all. */
function notXlsx(head: Buffer): string {
  return head.includes(0)
    ? '这不是 XLSX 文件，或文件不完整；请重新下载，或用表格软件另存为 XLSX。'
    : '这是文本（CSV），不是 XLSX，改扩展名不能改变格式；请按 CSV 提交，或用表格软件打开后另存为 XLSX。';
}
