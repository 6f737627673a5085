import { chineseDate, parseLocalDate } from '../../kernel/local-date.js';
import type { Month } from '../../kernel/month.js';
import type { FormPage } from '../../platform/pdf/form.js';
import type { VoucherRow } from '../storage/vouchers.queries.js';
import { BINDING_COVER_FORM } from './binding-cover.form.js';
import type { Printout } from './ledger-print.js';
import { countSheets, type VoucherPaper } from './voucher-print.js';

const KINDS: Readonly<Record<string, string>> = {
  记: '记账凭证（记字）',
  收: '收款凭证（收字）',
  付: '付款凭证（付字）',
  转: '转账凭证（转字）',
};

/** The covers of a month's vouchers, one for each word; the vouchers come in order of their numbers. */
export function bindingCoverPrintout(
  vouchers: readonly VoucherRow[],
  month: Month,
  paper: VoucherPaper,
): Printout {
  const { head } = paper;
  const words = [...new Set(vouchers.map(({ word }) => word))];
  const pages = words.map((word) =>
    coverPage(
      vouchers.filter((voucher) => voucher.word === word),
      month,
      paper,
    ),
  );
  return {
    name: `凭证封面-${head.book}-${month}`,
    document: {
      title: `会计凭证封面（${head.book}${month}）`,
      subject: head.book,
      author: head.unit,
      createdAt: head.printedAt,
      forms: [BINDING_COVER_FORM],
    },
    pages,
    sheets: pages.length,
  };
}

function coverPage(vouchers: readonly VoucherRow[], month: Month, paper: VoucherPaper): FormPage {
  const { head } = paper;
  const word = vouchers[0]?.word ?? '';
  const numbers = vouchers.map(({ no }) => no ?? 0);
  const dates = vouchers.map(({ date }) => date).sort();
  const attachments = vouchers.reduce((sum, { attachmentCount }) => sum + attachmentCount, 0);
  const [year, of] = month.split('-').map(Number);
  const day = (date: string | undefined): string =>
    date === undefined ? '' : chineseDate(parseLocalDate(date));
  return {
    form: 0,
    values: {
      unit: head.unit,
      book: head.book,
      kind: KINDS[word] ?? word,
      year: `${year} 年`,
      month: `${of} 月`,
      dates: `自 ${day(dates[0])} 至 ${day(dates.at(-1))}`,
      numbers: `自 ${word}字第 ${numbers[0] ?? ''} 号 至 ${word}字第 ${numbers.at(-1) ?? ''} 号`,
      vouchers: countText(vouchers.length, countSheets(vouchers, paper)),
      attachments: `共 ${attachments} 张`,
      volumes: `本月共\u3000\u3000\u3000册\u3000\u3000本册是第\u3000\u3000\u3000册`,
      chief: head.chief ?? '',
      binder: '',
      bound: '\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日',
    },
  };
}

/** A voucher of several sheets has one number and more paper. */
function countText(vouchers: number, sheets: number): string {
  return sheets === vouchers ? `共 ${vouchers} 张` : `共 ${vouchers} 号 ${sheets} 张`;
}
