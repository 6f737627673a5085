import { firstDay, lastDay } from '../../../kernel/month.js';
import type { BookKind } from '../standards/standard.js';
import type { InterfaceYear } from './interface-book.js';
import { record, xmlHead, type InterfaceEncoding } from './xml-text.js';

/** The edition whose names the files use. */
export const INTERFACE_STANDARD = 'GB/T 24589.1-2010';
/** The currency of every book. */
export const CURRENCY = 'CNY';

const UNIT_NATURES: Readonly<Record<BookKind, string>> = {
  collective: '集体经济组织',
  company: '企业',
  charity: '慈善基金',
  'operating-fund': '居民委员会',
};

/**
 * The words of a book's vouchers (会计基础工作规范 第五十条), in the order of their codes. The standard asks for a code, a
 * name and a short name.
 */
export const VOUCHER_TYPES = [
  { code: '记', name: '记账凭证' },
  { code: '收', name: '收款凭证' },
  { code: '付', name: '付款凭证' },
  { code: '转', name: '转账凭证' },
] as const;

/** 公共档案: the book itself, its periods, and every code that 总账 names, record by record. */
export function* publicRecords(
  book: InterfaceYear,
  encoding: InterfaceEncoding,
): Generator<string> {
  yield `${xmlHead(encoding)}<公共档案>\n`;
  yield record('电子账簿', [
    ['电子账簿编号', `${book.community}-${book.bookNo}`],
    ['电子账簿名称', book.bookName],
    ['会计核算单位', book.unit],
    ['组织机构代码', null],
    ['单位性质', UNIT_NATURES[book.kind]],
    ['行业', null],
    ['开发单位', '公账'],
    ['版本号', null],
    ['本位币', CURRENCY],
    ['会计年度', book.year],
    ['标准版本号', INTERFACE_STANDARD],
  ]);
  for (const { month } of book.months) {
    yield record('会计期间', [
      ['会计年度', book.year],
      ['会计期间号', Number(month.slice(5))],
      ['会计期间起始日期', compactDate(firstDay(month))],
      ['会计期间结束日期', compactDate(lastDay(month))],
    ]);
  }
  for (const { code, name } of VOUCHER_TYPES) {
    yield record('记账凭证类型', [
      ['记账凭证类型编号', code],
      ['记账凭证类型名称', name],
      ['记账凭证类型简称', code],
    ]);
  }
  yield record('币种', [
    ['币种编码', CURRENCY],
    ['币种名称', '人民币'],
  ]);
  yield* ownArchives(book);
  yield '</公共档案>\n';
}

/** The dimensions as archives of one's own: each is one level deep. */
function* ownArchives(book: InterfaceYear): Generator<string> {
  for (const { code, name } of book.dimensions) {
    yield record('自定义档案项', [
      ['档案编码', code],
      ['档案名称', name],
      ['档案描述', null],
      ['是否有层级特征', '0'],
      ['档案编码规则', null],
    ]);
  }
  for (const { code, items } of book.dimensions) {
    for (const item of items) {
      yield record('自定义档案值', [
        ['档案编码', code],
        ['档案值编码', item.code],
        ['档案值名称', item.name],
        ['档案值描述', null],
        ['档案值父节点', null],
        ['档案值级次', 1],
      ]);
    }
  }
}

/** A day as the standard writes it, yyyyMMdd. */
export function compactDate(day: string): string {
  return day.replaceAll('-', '');
}
