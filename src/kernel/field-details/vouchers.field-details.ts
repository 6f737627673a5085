import type { InBothLanguages } from '../problems/problem-catalogue.js';

/** What is said of fields of vouchers, their lines and their templates. */
export const vouchersFieldDetails = {
  'document-unknown': {
    zh: '本社区没有这份原始凭证。',
    en: 'This community has no such document.',
  },
  'dimension-item-unknown': {
    zh: '辅助核算 {dimension} 没有项目 {item}，请先建立。',
    en: 'Dimension {dimension} has no item {item}: create it first.',
  },
  'dimension-item-closed': {
    zh: '项目 {item} 已停用，请改用其他项目。',
    en: 'Item {item} is closed: use another.',
  },
  'dimension-missing': {
    zh: '科目 {account} 须按{dimension}核算，请填写。',
    en: 'Account {account} asks for {dimension}: give it.',
  },
  'counterparty-has-a-field': {
    zh: '往来单位请写在 counterparty 字段。',
    en: 'Write the counterparty in the field counterparty.',
  },
  'fund-has-a-field': {
    zh: '专项请写在 fundCode 字段。',
    en: 'Write the fund in the field fundCode.',
  },
  'cash-flow-row': {
    zh: '应为现金流量表的行次，如 "1"。',
    en: 'Must be a row of the cash flow statement such as "1".',
  },
  'cash-flow-item-unknown': {
    zh: '本账套的现金流量表没有项目 {item}。',
    en: 'The cash flow statement of this book has no item {item}.',
  },
  'cash-flow-not-on-money': {
    zh: '现金流量项目只写在现金、银行存款等资金科目的分录上。',
    en: 'A cash flow item belongs only on a line of cash, bank or other money.',
  },
  'cash-flow-is-inflow': {
    zh: '“{item}”是流入项目，与本行收付方向不符。',
    en: '"{item}" is an inflow, which this line is not.',
  },
  'cash-flow-is-outflow': {
    zh: '“{item}”是流出项目，与本行收付方向不符。',
    en: '"{item}" is an outflow, which this line is not.',
  },
  'voucher-word': {
    zh: '应为“{word}”字，或不填写，由系统按分录确定。',
    en: 'Must be {word}; or leave it out, and it follows from the lines.',
  },
  'attachments-before-review': {
    zh: '尚未填写附件张数：除结账和更正错误外，记账凭证必须附有原始凭证，审核前请补填。',
    en: 'No attachments are counted yet: a voucher rests on source documents, except to close or to correct. Give their number before the review.',
  },
  'fund-of-restricted': { zh: '请写明专项代码 fundCode。', en: 'Give the fundCode of its fund.' },
  'template-line-unknown': { zh: '模板没有第 {line} 行。', en: 'The template has no line {line}.' },
  'template-amount-missing': {
    zh: '请填写第 {line} 行（{summary}）的金额。',
    en: 'Give the amount of line {line} ({summary}).',
  },
  'template-day': { zh: '应为 1 到 28，或 "last"。', en: 'Must be 1 to 28 or "last".' },
  'corrected-line-twice': { zh: '同一行只填一次。', en: 'Give each line once only.' },
  'corrected-line-unknown': {
    zh: '原凭证没有第 {line} 行。',
    en: 'The original voucher has no line {line}.',
  },
} as const satisfies Readonly<Record<string, InBothLanguages>>;
