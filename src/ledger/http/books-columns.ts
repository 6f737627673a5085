import type { Column } from '../../platform/http/table-file.js';
import type { AccountCategory, AccountFacts } from '../domain/account.js';
import { standardName, type BookKind } from '../domain/standards/standard.js';
import type { FundRow } from '../chart.service.js';
import type { BookRow } from '../ledger.service.js';

const KIND_NAMES: Readonly<Record<BookKind, string>> = {
  collective: '集体资产',
  company: '社区公司',
  charity: '慈善基金',
  'operating-fund': '工作经费',
};

const CATEGORY_NAMES: Readonly<Record<AccountCategory, string>> = {
  asset: '资产',
  liability: '负债',
  equity: '所有者权益',
  'net-asset': '净资产',
  cost: '成本',
  income: '收入',
  expense: '费用',
};

/** The books as a list to take away. */
export const BOOK_COLUMNS: readonly Column<BookRow>[] = [
  { title: '账套', value: ({ bookNo }) => bookNo, width: 8 },
  { title: '名称', value: ({ name }) => name, width: 32 },
  { title: '类型', value: ({ kind }) => KIND_NAMES[kind] },
  { title: '会计制度', value: ({ standard }) => standardName(standard), width: 36 },
  { title: '启用日期', value: ({ openedOn }) => openedOn },
];

/** The chart of accounts as a list to take away. */
export const ACCOUNT_COLUMNS: readonly Column<AccountFacts>[] = [
  { title: '科目编码', value: ({ code }) => code },
  { title: '科目名称', value: ({ name }) => name, width: 32 },
  { title: '上级科目', value: ({ parentCode }) => parentCode },
  { title: '类别', value: ({ category }) => CATEGORY_NAMES[category] },
  { title: '余额方向', value: ({ normalSide }) => (normalSide === 'debit' ? '借' : '贷') },
  { title: '末级', value: ({ leaf }) => (leaf ? '是' : '否'), width: 8 },
];

/** The funds as a list to take away. */
export const FUND_COLUMNS: readonly Column<FundRow>[] = [
  { title: '专项代码', value: ({ code }) => code },
  { title: '名称', value: ({ name }) => name, width: 32 },
  { title: '用途', value: ({ purpose }) => purpose, width: 48 },
  { title: '限定', value: ({ restricted }) => (restricted ? '是' : '否'), width: 8 },
  { title: '余额', value: ({ balance }) => balance, figure: true },
];
