import { chineseDate, parseLocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import { chineseMonth, parseMonth } from '../kernel/month.js';
import type { ReportedClaim } from '../oversight/domain/month-report.js';
import type { Block, SheetDocument } from '../platform/pdf/document.js';
import type { Cell, Column, Row } from '../platform/pdf/table.js';
import type { NoticeBook, NoticeContent, NoticeMovement } from './domain/notice-content.js';
import {
  BOOK_KIND_NAMES,
  meetingLines,
  noticeTitle,
  shortVote,
  subtotalLine,
} from './domain/notice-text.js';

const SIZE = 10;

/** The notice as a sheet to pin up; its foot carries the code to scan and the digest on every page. */
export function noticeSheet(content: NoticeContent, createdAt: Date): SheetDocument {
  const { community, period, phone } = content;
  return {
    title: noticeTitle(content),
    subtitle: `公示期：${day(period.from)}至${day(period.through)}（${period.days}日）`,
    textSize: 12,
    blocks: [
      ...correction(content),
      ...content.books.flatMap(bookBlocks),
      ...assetBlocks(content),
      ...charityBlocks(content),
      heading('居务监督委员会审议结果'),
      ...meetingLines(content).map(paragraph),
      heading('上期公示的异议与答复'),
      ...earlier(content),
      heading('核对'),
      ...proof(content),
      {
        kind: 'signatures',
        perRow: 2,
        slots: ['会计', '居委会主任', '社区党委书记', '居务监督委员会'].map((role) => ({ role })),
      },
    ],
    signature: community.name,
    date: day(period.postedOn),
    footer: {
      lines: [
        `公示期内可扫码提出异议，或向居务监督委员会反映。监督电话：${phone ?? '＿＿＿＿＿＿＿＿'}`,
        '自然人姓名只显示姓氏。单位：元。',
      ],
      mark: `报告 SHA-256 ${content.sha256}`,
      qr: { url: content.url, caption: '扫码核对、提出异议' },
    },
    createdAt,
  };
}

function day(date: string): string {
  return chineseDate(parseLocalDate(date));
}

function heading(text: string, level: 1 | 2 = 1): Block {
  return { kind: 'heading', level, text, numbered: false };
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

function figure(amount: string): Cell {
  const money = Money.of(amount);
  return money.isNegative() ? { text: money.format(), tone: 'red' } : money.format();
}

function table(columns: readonly Column[], rows: readonly Row[], emptyText: string): Block {
  return { kind: 'table', table: { columns, rows, size: SIZE, emptyText } };
}

function correction({ correction: corrected }: NoticeContent): Block[] {
  if (corrected === null) return [];
  return [paragraph(`本公示取代此前张贴的公示。更正理由：${corrected.reason}`)];
}

function bookBlocks(book: NoticeBook): Block[] {
  const equation: Block = {
    kind: 'table',
    table: {
      size: 12,
      columns: ['期初余额', '＋本月收入', '－本月支出', '＝期末余额', '另有备用金'].map(
        (title) => ({
          title,
          width: 1,
          kind: 'figure' as const,
          align: 'center' as const,
        }),
      ),
      rows: [
        {
          kind: 'total',
          cells: [
            book.opening,
            book.incomeTotal,
            book.expenditureTotal,
            book.closing,
            book.pettyCash,
          ].map(figure),
        },
      ],
    },
  };
  return [
    heading(`${book.name}（${BOOK_KIND_NAMES[book.kind]}）`),
    equation,
    heading(`本月收入（${book.income.length} 笔）`, 2),
    incomeTable(book),
    ...small(subtotalLine(book.incomeSubtotals)),
    heading(`本月支出（${book.expenditure.length} 笔）`, 2),
    expenditureTable(book),
    ...small(subtotalLine(book.expenditureSubtotals)),
    heading('债权债务和专项资金', 2),
    claimsTable(book),
  ];
}

function small(text: string | null): Block[] {
  return text === null ? [] : [{ kind: 'paragraph', text, small: true, indent: false }];
}

function incomeTable({ income, incomeTotal }: NoticeBook): Block {
  const columns: Column[] = [
    { title: '日期', width: 2, kind: 'date' },
    { title: '凭证', width: 2, kind: 'number' },
    { title: '事由', width: 7 },
    { title: '来源', width: 5 },
    { title: '金额', width: 3.4, kind: 'figure' },
  ];
  const rows: Row[] = income.map((m) => ({
    cells: [shortDay(m.date), m.voucher, m.item, m.counterparty ?? '', figure(m.amount)],
  }));
  if (rows.length > 0) {
    rows.push({ kind: 'total', cells: [{ text: '收入合计', span: 4 }, figure(incomeTotal)] });
  }
  return table(columns, rows, '本月没有收入。');
}

function expenditureTable({ expenditure, expenditureTotal }: NoticeBook): Block {
  const columns: Column[] = [
    { title: '日期', width: 2, kind: 'date' },
    { title: '凭证', width: 2, kind: 'number' },
    { title: '用途', width: 5 },
    { title: '收款方', width: 3.8 },
    { title: '经办、审批、表决', width: 4.6 },
    { title: '金额', width: 3.2, kind: 'figure' },
  ];
  const rows: Row[] = expenditure.map((m) => ({
    cells: [
      shortDay(m.date),
      m.voucher,
      m.item,
      m.counterparty ?? '',
      handling(m),
      figure(m.amount),
    ],
  }));
  if (rows.length > 0) {
    rows.push({ kind: 'total', cells: [{ text: '支出合计', span: 5 }, figure(expenditureTotal)] });
  }
  return table(columns, rows, '本月没有支出。');
}

function handling({ handledBy, approvedBy, vote }: NoticeMovement): string {
  return [
    handledBy === null ? null : `经办${handledBy}`,
    approvedBy.length === 0 ? null : `审批${approvedBy.join('、')}`,
    vote === null ? null : shortVote(vote),
  ]
    .filter((part) => part !== null)
    .join('；');
}

function shortDay(date: string): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
}

function claimsTable(book: NoticeBook): Block {
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

function assetBlocks({ assets }: NoticeContent): Block[] {
  const idle = assets.idleList.map(({ code, name, area, unit, since }) => ({
    cells: [code, name, area === null ? '' : `${area} ${unit ?? ''}`, day(since)],
  }));
  const arrears = assets.arrears.map(({ lease, tenant, since, amount }) => ({
    cells: [lease, tenant, day(since), figure(amount)],
  }));
  return [
    heading('集体资产'),
    paragraph(
      `登记资产 ${assets.total} 处：出租 ${assets.leased} 处，自用 ${assets.ownUse} 处，闲置 ${assets.idle} 处。应收未收租金 ${Money.of(assets.receivableRent).format()} 元。`,
    ),
    ...(idle.length === 0
      ? []
      : [
          table(
            [
              { title: '闲置资产', width: 2.4 },
              { title: '名称', width: 8 },
              { title: '面积', width: 3, align: 'right' as const },
              { title: '闲置自', width: 3.4, kind: 'date' as const },
            ],
            idle,
            '',
          ),
        ]),
    ...(arrears.length === 0
      ? []
      : [
          table(
            [
              { title: '欠租租约', width: 6 },
              { title: '承租人', width: 4 },
              { title: '欠自', width: 3.4, kind: 'date' as const },
              { title: '欠租', width: 3, kind: 'figure' as const },
            ],
            arrears,
            '',
          ),
        ]),
  ];
}

function charityBlocks({ charity }: NoticeContent): Block[] {
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

function earlier({ earlier: objections }: NoticeContent): Block[] {
  if (objections.length === 0) return [paragraph('上期没有异议。')];
  return objections.flatMap(({ receivedOn, name, line, text, replies }) => [
    paragraph(
      `${day(receivedOn)}，${name ?? '居民'}${line === null ? '' : `对“${line}”`}提出：${text}`,
    ),
    ...(replies.length === 0
      ? [paragraph('尚未答复。')]
      : replies.map((reply) => paragraph(`${day(reply.on)}，${reply.by}答复：${reply.text}`))),
  ]);
}

function proof(content: NoticeContent): Block[] {
  const { seq, head } = content.log;
  const rows: Row[] = [
    ...content.books.map(({ bookNo, name, chain }) => ({
      cells: [`${bookNo} ${name}`, String(chain.seq), chain.head],
    })),
    { cells: ['操作日志', String(seq), head] },
  ];
  return [
    paragraph(
      `数字取自${chineseMonth(parseMonth(content.month))}月度报告第 ${content.reportVersion} 版，张贴后不再改动。下列校验值与账簿和操作日志一一对应，事后改动任何一笔，校验值都会不同。`,
    ),
    {
      kind: 'table',
      table: {
        size: 8.5,
        columns: [
          { title: '账套', width: 3 },
          { title: '张（条）数', width: 2, kind: 'number' },
          { title: '校验值（SHA-256）', width: 10.5 },
        ],
        rows,
      },
    },
  ];
}
