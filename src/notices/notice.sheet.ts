import { Money } from '../kernel/money.js';
import { chineseMonth, parseMonth } from '../kernel/month.js';
import type { Block, SheetDocument } from '../platform/pdf/document.js';
import type { Column, Row } from '../platform/pdf/table.js';
import type {
  MovementParts,
  NoticeBook,
  NoticeContent,
  NoticeMovement,
} from './domain/notice-content.js';
import {
  BOOK_KIND_NAMES,
  cashAlertLine,
  commonHandler,
  meetingLines,
  natureMark,
  noticeTitle,
  othersLine,
  shortVote,
  SIDES,
  signatureLabels,
  subtotalLine,
  type Side,
} from './domain/notice-text.js';
import { assetBlocks, charityBlocks, claimsTable } from './notice-estate.sheet.js';
import { day, figure, heading, paragraph, ROW_SIZE, small, table } from './sheet-blocks.js';

/** The notice as a sheet to pin up; its foot carries the code to scan and the digest on every page. */
export function noticeSheet(content: NoticeContent, createdAt: Date): SheetDocument {
  const { community, period, phone } = content;
  return {
    title: noticeTitle(content),
    subtitle: `公示期：${day(period.from)}至${day(period.through)}（${period.days}日）`,
    textSize: 13,
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
        roomy: true,
        slots: signatureLabels(content).map((role) => ({ role })),
      },
    ],
    signature: community.name,
    date: day(period.postedOn),
    footer: {
      lines: [
        `公示期内可扫码提出异议，或向居务监督委员会反映。监督电话：${phone ?? '＿＿＿＿＿＿＿＿'}`,
        '收款方、付款方和承租人是自然人的，姓名只显示姓氏。单位：元。',
      ],
      qr: { url: content.url, caption: '扫码提异议' },
    },
    createdAt,
  };
}

function correction({ correction: corrected }: NoticeContent): Block[] {
  if (corrected === null) return [];
  return [paragraph(`本公示取代此前张贴的公示。更正理由：${corrected.reason}`)];
}

function bookBlocks(book: NoticeBook): Block[] {
  return [
    heading(`${book.name}（${BOOK_KIND_NAMES[book.kind]}）`),
    equation(book),
    heading(`本月收入和其他收款（${book.income.length} 笔）`, 2),
    incomeTable(book),
    ...small(othersLine('income', book.incomeParts)),
    ...small(subtotalLine(book.incomeSubtotals)),
    heading(`本月支出和其他付款（${book.expenditure.length} 笔）`, 2),
    ...small(handledBy(book), true),
    expenditureTable(book),
    ...small(othersLine('expenditure', book.expenditureParts)),
    ...small(subtotalLine(book.expenditureSubtotals)),
    ...pettyCash(book),
    ...small(cashAlertLine(book)),
    heading('债权债务和专项资金', 2),
    claimsTable(book),
  ];
}

/** opening + received − paid = closing; below what came in and went out, what of it is income and expenditure. */
function equation(book: NoticeBook): Block {
  const titles = ['期初余额', '＋本月收款', '－本月付款', '＝期末余额', '另有备用金'];
  const amounts = [
    book.opening,
    book.incomeTotal,
    book.expenditureTotal,
    book.closing,
    book.pettyCash,
  ];
  const parts = (side: Side, { operating, other, others }: MovementParts): string => {
    if (others.length === 0) return `全部是${SIDES[side].operating}`;
    const { operating: name, other: otherName } = SIDES[side];
    const format = (amount: string): string => Money.of(amount).format();
    return `其中${name}\n${format(operating)}\n${otherName}\n${format(other)}`;
  };
  const below = [
    '',
    parts('income', book.incomeParts),
    parts('expenditure', book.expenditureParts),
  ];
  return {
    kind: 'table',
    keepWithNext: true,
    table: {
      size: ROW_SIZE,
      columns: titles.map((title) => ({ title, width: 1, align: 'center' as const })),
      rows: [{ kind: 'total', cells: amounts.map(figure) }, { cells: [...below, '', ''] }],
    },
  };
}

function handledBy({ expenditure }: NoticeBook): string | null {
  const handler = commonHandler(expenditure);
  return handler === null ? null : `以下各笔经办：${handler}。`;
}

function incomeTable({ income, incomeTotal }: NoticeBook): Block {
  const columns: Column[] = [
    { title: '日期', width: 2.6, kind: 'date' },
    { title: '凭证', width: 2.2, kind: 'number' },
    { title: '事由', width: 7 },
    { title: '来源', width: 5 },
    { title: '金额', width: 3.6, kind: 'figure' },
  ];
  const rows: Row[] = income.map((m) => ({
    cells: [
      shortDay(m.date),
      m.voucher,
      itemText('income', m),
      m.counterparty ?? '',
      figure(m.amount),
    ],
  }));
  if (rows.length > 0) {
    rows.push({ kind: 'total', cells: [{ text: '收款合计', span: 4 }, figure(incomeTotal)] });
  }
  return table(columns, rows, '本月没有收款。');
}

function expenditureTable(book: NoticeBook): Block {
  const { expenditure, expenditureTotal } = book;
  const common = commonHandler(expenditure) !== null;
  const columns: Column[] = [
    { title: '日期凭证', width: 2.6, kind: 'date' },
    { title: '用途', width: 5.4 },
    { title: '收款方', width: 4.4 },
    { title: common ? '审批' : '经办、审批', width: 4.4 },
    { title: '表决', width: 2.4, kind: 'number' },
    { title: '金额', width: 3.6, kind: 'figure' },
  ];
  const rows: Row[] = expenditure.map((m) => ({
    cells: [
      `${shortDay(m.date)}\n${m.voucher}`,
      itemText('expenditure', m),
      m.counterparty ?? '',
      approval(m, common),
      m.vote === null ? '' : shortVote(m.vote).replaceAll('、', '\n'),
      figure(m.amount),
    ],
  }));
  if (rows.length > 0) {
    rows.push({ kind: 'total', cells: [{ text: '付款合计', span: 5 }, figure(expenditureTotal)] });
  }
  return table(columns, rows, '本月没有付款。');
}

/** What was paid from petty cash, line by line. */
function pettyCash({ pettyCashSpent: spent, pettyCashSpentTotal: total }: NoticeBook): Block[] {
  if (spent.length === 0) return [];
  const columns: Column[] = [
    { title: '日期', width: 2.6, kind: 'date' },
    { title: '凭证', width: 2.2, kind: 'number' },
    { title: '用途', width: 9 },
    { title: '表决', width: 3, kind: 'number' },
    { title: '金额', width: 3.6, kind: 'figure' },
  ];
  const rows: Row[] = spent.map((m) => ({
    cells: [
      shortDay(m.date),
      m.voucher,
      m.item,
      m.vote === null ? '' : shortVote(m.vote),
      figure(m.amount),
    ],
  }));
  rows.push({ kind: 'total', cells: [{ text: '备用金支出合计', span: 4 }, figure(total)] });
  return [heading(`备用金支出（${spent.length} 笔）`, 2), table(columns, rows, '')];
}

function itemText(side: Side, movement: NoticeMovement): string {
  const mark = natureMark(side, movement);
  return mark === null ? movement.item : `${movement.item}（${mark}）`;
}

/** The names of who approved, two a line. */
function approval({ handledBy: handler, approvedBy }: NoticeMovement, common: boolean): string {
  const lines = common || handler === null ? [] : [`经办${handler}`];
  for (let at = 0; at < approvedBy.length; at += 2) {
    lines.push(approvedBy.slice(at, at + 2).join(' '));
  }
  return lines.join('\n');
}

function shortDay(date: string): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
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
    { cells: ['月度报告', '', content.sha256] },
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
          { title: '报告、凭证链和操作日志的校验值（SHA-256）', width: 10.5 },
        ],
        rows,
      },
    },
  ];
}
