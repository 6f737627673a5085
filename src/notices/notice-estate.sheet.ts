import { Money } from '../kernel/money.js';
import type { ReportedClaim } from '../oversight/domain/month-report.js';
import type { Block } from '../platform/pdf/document.js';
import type { Row } from '../platform/pdf/table.js';
import type { NoticeBook, NoticeContent } from './domain/notice-content.js';
import { changeLines, estateLine, rentText } from './domain/notice-text.js';
import { day, figure, heading, paragraph, small, table } from './sheet-blocks.js';

/** What is owed to the book, what it owes, what its funds hold. */
export function claimsTable(book: NoticeBook): Block {
  const claims = (label: string, list: readonly ReportedClaim[], total: string): Row[] =>
    list.length === 0
      ? [{ cells: [label, '无', ''] }]
      : [
          ...list.map(({ name, amount }) => ({ cells: [label, name, figure(amount)] })),
          { kind: 'subtotal', cells: [{ text: `${label}合计`, span: 2 }, figure(total)] },
        ];
  const funds: Row[] = book.funds.map(({ name, purpose, restricted, balance }) => ({
    cells: ['专项结余', `${name}${restricted ? '（限定用途）' : ''}：${purpose}`, figure(balance)],
  }));
  return table(
    [
      { title: '类别', width: 2.4 },
      { title: '项目', width: 10 },
      { title: '期末余额', width: 3.4, kind: 'figure' },
    ],
    [
      ...claims('应收', book.receivables, book.receivablesTotal),
      ...claims('应付', book.payables, book.payablesTotal),
      ...funds,
    ],
    '无',
  );
}

/** Investments, properties, leases. */
export function assetBlocks({ assets, books }: NoticeContent): Block[] {
  return [
    heading('集体资产'),
    ...investments(books),
    paragraph(estateLine(assets)),
    ...changeLines(assets).map(paragraph),
    ...leaseTable(assets),
    ...idleTable(assets),
    ...arrearsTable(assets),
  ];
}

function investments(books: readonly NoticeBook[]): Block[] {
  const rows = books.flatMap(({ name, investments: list }): Row[] =>
    list.map((investment) => ({ cells: [name, investment.name, figure(investment.amount)] })),
  );
  if (rows.length === 0) return [paragraph('没有投资和定期存款。')];
  return [
    table(
      [
        { title: '投资和定期存款', width: 6 },
        { title: '项目', width: 6 },
        { title: '期末余额', width: 3.6, kind: 'figure' },
      ],
      rows,
      '',
    ),
    ...small('不在上列各账套的银行余额之内。'),
  ];
}

function leaseTable({ leases }: NoticeContent['assets']): Block[] {
  if (leases.length === 0) return [];
  const rows = leases.map((lease): Row => ({
    cells: [
      `${lease.code} ${lease.name}`,
      lease.tenant,
      `${lease.from}\n至${lease.through}`,
      rentText(lease),
      figure(lease.due),
      figure(lease.outstanding),
    ],
  }));
  return [
    table(
      [
        { title: '租约', width: 5 },
        { title: '承租人', width: 3 },
        { title: '租期', width: 3.8, kind: 'date' },
        { title: '租金', width: 3.2 },
        { title: '本月到期', width: 3, kind: 'figure' },
        { title: '到期未收', width: 3, kind: 'figure' },
      ],
      rows,
      '',
    ),
  ];
}

function idleTable({ idleList }: NoticeContent['assets']): Block[] {
  if (idleList.length === 0) return [];
  const rows = idleList.map(({ code, name, area, unit, since }): Row => ({
    cells: [code, name, area === null ? '' : `${area} ${unit ?? ''}`, day(since)],
  }));
  return [
    table(
      [
        { title: '闲置资产', width: 2.4 },
        { title: '名称', width: 8 },
        { title: '面积', width: 3, align: 'right' },
        { title: '闲置起始日', width: 3.8, kind: 'date' },
      ],
      rows,
      '',
    ),
  ];
}

function arrearsTable({ arrears }: NoticeContent['assets']): Block[] {
  if (arrears.length === 0) return [];
  const rows = arrears.map(({ lease, tenant, since, amount }): Row => ({
    cells: [lease, tenant, day(since), figure(amount)],
  }));
  return [
    table(
      [
        { title: '欠租租约', width: 6 },
        { title: '承租人', width: 4 },
        { title: '欠租起始日', width: 3.8, kind: 'date' },
        { title: '欠租', width: 3, kind: 'figure' },
      ],
      rows,
      '',
    ),
  ];
}

/** The charity's month, where there is a charity. */
export function charityBlocks({ charity }: NoticeContent): Block[] {
  if (charity.funds.length === 0) return [];
  const rows: Row[] = charity.funds.map((fund) => ({
    cells: [
      `${fund.name}${fund.restricted ? '（限定用途）' : ''}：${fund.purpose}`,
      ...[fund.opening, fund.received, fund.used, fund.closing].map(figure),
    ],
  }));
  const amounts = ['上期结余', '本月收入', '本月使用', '结余'].map((title) => ({
    title,
    width: 2.8,
    kind: 'figure' as const,
  }));
  return [
    heading('慈善基金收支'),
    paragraph(
      `本月接受捐赠 ${charity.donations} 笔，共 ${Money.of(charity.received).format()} 元；支出 ${Money.of(charity.spent).format()} 元。`,
    ),
    table([{ title: '专项和用途', width: 7 }, ...amounts], rows, ''),
  ];
}
