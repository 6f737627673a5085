import type { InBothLanguages } from '../problems/problem-catalogue.js';

/** What is said of fields in the documents room. */
export const documentsFieldDetails = {
  'document-not-in-future': { zh: '不能晚于今天。', en: 'Must not be after today.' },
  'original-id': {
    zh: '应为已上传的电子原件的编号。',
    en: 'Must be the id of an electronic original that was uploaded.',
  },
  'original-says-it': {
    zh: '以电子原件为准，请删去。',
    en: 'The electronic original says it: leave it out.',
  },
  'not-a-print': { zh: '不是打印件，请删去。', en: 'This is no print: leave it out.' },
  'invoice-needs-it': { zh: '发票必须填写。', en: 'Must be given for an invoice.' },
  'invoice-number': {
    zh: '数电发票为 20 位号码、不填代码；其他发票为 8 位号码，并填 10 或 12 位代码。',
    en: 'A digital invoice has a number of 20 digits and no code; others have 8 digits and a code of 10 or 12.',
  },
  'document-number': {
    zh: '只能用数字、字母和连字符。',
    en: 'Only digits, letters and hyphens are allowed.',
  },
  'document-amount': {
    zh: '应为至多两位小数的金额文本，如 "1234.50"，红字发票为负。',
    en: 'Must be an amount as text with at most two decimals, such as "1234.50"; negative on a red-letter invoice.',
  },
  'document-amount-zero': {
    zh: '不能为零；没有金额的请不填。',
    en: 'Must not be zero; leave it out when there is no amount.',
  },
  'born-electronic': {
    zh: 'OFD、XML 文件只能是电子原件。',
    en: 'OFD and XML files can only be electronic originals.',
  },
  'paper-location': {
    zh: '必须填写，如“档案柜3-2026年1月第2册”。',
    en: 'Must be given: say in which cabinet, volume and page the paper lies.',
  },
} as const satisfies Readonly<Record<string, InBothLanguages>>;
