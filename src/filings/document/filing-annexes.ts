import { chineseDate, localDateOf, parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { chineseMonth, parseMonth } from '../../kernel/month.js';
import type { Attachment, Block } from '../../platform/pdf/document.js';
import type { Row, Table } from '../../platform/pdf/table.js';
import type { FiledBook, FilingData } from '../domain/filing-data.js';
import { quarterEnd, yuan, yuanInWords } from '../domain/filing-prose.js';
import { rentText } from '../../notices/domain/notice-text.js';
import type { FilingPaper } from './filing-paper.js';
import { signingPage } from './filing-signing-page.js';
import { bookItems } from './filing-items.js';
import { statementBlocks } from './filing-statements.js';

const UNIT = '单位：元';

/** The annexes of a quarterly report, the signing page last. */
export function annexes(paper: FilingPaper): Attachment[] {
  const { data } = paper;
  return [
    { title: '各账套各月银行存款余额表', blocks: balances(data) },
    { title: '各账套收支分项与债权债务表', blocks: data.books.flatMap(bookItems) },
    ...data.books.flatMap((book) =>
      book.statements.map((statement) => ({
        title: `${book.name}${statement.title}`,
        blocks: statementBlocks(data, book, statement),
      })),
    ),
    { title: '监督会议与公示情况表', blocks: meetings(data) },
    { title: '资产租赁与慈善资金情况表', blocks: assetsAndCharity(data) },
    { title: '签字与核验页', blocks: signingPage(paper) },
  ];
}

function balances({ books, totals }: FilingData): Block[] {
  const rows = books.flatMap((book): Row[] => [
    { kind: 'section', cells: [`${book.name}（第${book.bookNo}账套）`] },
    ...book.months.map((flow) => flowRow(chineseMonth(parseMonth(flow.month)), flow)),
    { ...flowRow('本季度', book), kind: 'subtotal' },
  ]);
  const table: Table = {
    unit: UNIT,
    columns: [
      { title: '月份', width: 1.3 },
      ...['月初余额', '本月收款', '本月付款', '月末余额', '备用金'].map((title) => ({
        title,
        width: 1.6,
        kind: 'figure' as const,
      })),
    ],
    rows: [...rows, { ...flowRow('各账套合计', totals), kind: 'total' }],
    note: '余额为各账套银行存款之和，备用金另列。各账套独立核算，账套之间的划转未作抵销。',
  };
  return [
    { kind: 'table', table },
    {
      kind: 'facts',
      items: books.map(({ name, closing }) => ({
        label: `${name}季末存款`,
        value: yuanInWords(closing),
      })),
    },
  ];
}

function flowRow(
  label: string,
  flow: Pick<FiledBook, 'opening' | 'income' | 'expenditure' | 'closing' | 'pettyCash'>,
): Row {
  const { opening, income, expenditure, closing, pettyCash } = flow;
  return { cells: [label, ...[opening, income, expenditure, closing, pettyCash].map(figure)] };
}

function meetings({ months }: FilingData): Block[] {
  const titles = months.map(({ month }) => chineseMonth(parseMonth(month)));
  const line = (label: string, of: (month: FilingData['months'][number]) => string): Row => ({
    cells: [label, ...months.map(of)],
  });
  const table: Table = {
    columns: [
      { title: '事项', width: 1.7 },
      ...titles.map((title) => ({ title, width: 2, align: 'center' as const })),
    ],
    rows: [
      { kind: 'section', cells: ['居务监督委员会会议'] },
      line('会议日期', ({ meeting }) => day(meeting.heldOn)),
      line('会议地点', ({ meeting }) => meeting.place),
      line('应到／实到', ({ meeting }) => `${meeting.members}人／${meeting.present}人`),
      line('逐笔表决', ({ meeting }) => `${meeting.items}笔`),
      line(
        '同意／不同意／弃权',
        ({ meeting: { approve, reject, abstain } }) => `${approve}票／${reject}票／${abstain}票`,
      ),
      line('回避', ({ meeting }) => (meeting.recused === 0 ? '无' : `${meeting.recused}人次`)),
      line('会议意见', ({ meeting }) => meeting.opinion ?? '审核通过'),
      line('月报版次', ({ reportVersion }) => `第${reportVersion}版`),
      { kind: 'section', cells: ['公示'] },
      line('公示日期', ({ notice }) => day(localDateOf(new Date(notice.publishedAt)))),
      line('公示期', ({ notice }) => `${day(notice.from)}至${day(notice.through)}`),
      line('公示天数', ({ notice }) => `${notice.days}日`),
      line('异议／答复', ({ notice }) => `${notice.objections}件／${notice.answered}件`),
    ],
  };
  return [{ kind: 'table', table }];
}

function assetsAndCharity(data: FilingData): Block[] {
  const { assets, charity } = data;
  return [
    {
      kind: 'facts',
      columns: 2,
      items: [
        { label: '登记物业', value: `${assets.total}处` },
        { label: '出租', value: `${assets.leased}处` },
        { label: '自用', value: `${assets.ownUse}处` },
        { label: '闲置', value: `${assets.idle}处` },
        { label: '应收租金', value: yuan(assets.receivableRent) },
        { label: '截止日期', value: quarterEnd(data) },
      ],
    },
    ...leaseTable(data),
    listed('闲置物业', assets.idleList, idleTable(data)),
    listed('逾期租金', assets.arrears, arrearsTable(data)),
    {
      kind: 'facts',
      columns: 2,
      items: [
        { label: '接受捐赠', value: `${charity.donations}笔` },
        { label: '收到', value: yuan(charity.received) },
        { label: '使用', value: yuan(charity.spent) },
      ],
    },
    { kind: 'table', table: fundTable(data) },
  ];
}

/** A table, or a line that says that there is nothing to list. */
function listed(caption: string, rows: readonly unknown[], table: Table): Block {
  if (rows.length > 0) return { kind: 'table', table };
  return { kind: 'paragraph', text: `${caption}：无。`, small: true };
}

function leaseTable({ assets }: FilingData): Block[] {
  if (assets.leases.length === 0) return [];
  const table: Table = {
    caption: '租约',
    unit: UNIT,
    dense: true,
    columns: [
      { title: '资产', width: 3 },
      { title: '承租人', width: 1.6 },
      { title: '租期', width: 2, kind: 'date' },
      { title: '租金', width: 1.8 },
      { title: '到期未收', width: 1.5, kind: 'figure' },
    ],
    rows: assets.leases.map((lease) => ({
      cells: [
        `${lease.code} ${lease.name}`,
        lease.tenant,
        `${lease.from}\n至${lease.through}`,
        rentText(lease),
        figure(lease.outstanding),
      ],
    })),
  };
  return [{ kind: 'table', table }];
}

function idleTable({ assets }: FilingData): Table {
  return {
    caption: '闲置物业',
    columns: [
      { title: '编号', width: 1, kind: 'number' },
      { title: '名称', width: 3 },
      { title: '面积', width: 1.4, kind: 'figure' },
      { title: '闲置起始日', width: 1.6, kind: 'date' },
    ],
    rows: assets.idleList.map(({ code, name, area, unit, since }) => ({
      cells: [code, name, area === null ? '' : `${area}${unit ?? ''}`, day(since)],
    })),
  };
}

function arrearsTable({ assets }: FilingData): Table {
  return {
    caption: '逾期租金',
    unit: UNIT,
    columns: [
      { title: '租约', width: 2.4 },
      { title: '承租人', width: 2 },
      { title: '逾期起始日', width: 1.6, kind: 'date' },
      { title: '金额', width: 1.6, kind: 'figure' },
    ],
    rows: assets.arrears.map(({ lease, tenant, amount, since }) => ({
      cells: [lease, tenant, day(since), figure(amount)],
    })),
  };
}

/** 勾稽: restricted money by its accounts is restricted money by its funds. */
function agreement(books: readonly FiledBook[]): Pick<Table, 'note'> {
  const found = books.flatMap(({ restriction }) => restriction ?? []);
  if (found.length === 0) return {};
  const sum = (of: 'netAssets' | 'funds'): string =>
    Money.sum(found.map((one) => Money.of(one[of]))).format();
  const sign = sum('netAssets') === sum('funds') ? '＝' : '≠';
  return {
    note: `勾稽：限定性净资产与未结转的限定性收入 ${sum('netAssets')} ${sign} 限定专项季末结余 ${sum('funds')}`,
  };
}

function fundTable({ charity, books }: FilingData): Table {
  return {
    caption: '慈善专项收支结余',
    unit: UNIT,
    dense: true,
    columns: [
      { title: '专项', width: 2 },
      { title: '用途', width: 2 },
      { title: '限定', width: 0.8, align: 'center' },
      ...['季初', '收入', '使用', '季末'].map((title) => ({
        title,
        width: 1.5,
        kind: 'figure' as const,
      })),
    ],
    rows: charity.funds.map((fund) => ({
      cells: [
        fund.name,
        fund.purpose,
        fund.restricted ? '是' : '否',
        ...[fund.opening, fund.received, fund.used, fund.closing].map(figure),
      ],
    })),
    emptyText: '没有设立专项',
    ...agreement(books),
  };
}

function figure(amount: string): string {
  return Money.of(amount).format();
}

function day(date: string): string {
  return chineseDate(parseLocalDate(date));
}
