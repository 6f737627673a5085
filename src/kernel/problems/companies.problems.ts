import type { ProblemCatalogue } from './problem-catalogue.js';

/** Refusals of the companies room. */
export const companiesProblems = {
  'company-exists': {
    status: 409,
    title: { zh: '公司已登记', en: 'Company exists' },
    detail: {
      zh: '这个统一社会信用代码的公司已经登记，请核对是否重复。',
      en: 'A company with this credit code is registered. Check for a double entry.',
    },
  },
  'company-book-taken': {
    status: 409,
    title: { zh: '账套已归另一家公司', en: 'Book belongs to another company' },
    detail: {
      zh: '这个账套已归另一家公司。一家公司一套账，请先为本公司建立账套。',
      en: 'Another company keeps this book. Each company has its own: open one first.',
    },
  },
  'company-book-unfit': {
    status: 422,
    title: { zh: '不是公司账套', en: 'Not a company book' },
    detail: {
      zh: '第 {book} 账套不是公司账套，请选用公司账套，或先建立一个。',
      en: 'Book {book} is no company book. Choose one, or open one first.',
    },
  },
  'company-founded-in-future': {
    status: 422,
    title: { zh: '成立日期不对', en: 'Founded in the future' },
    detail: {
      zh: '成立日期 {date} 晚于今天 {today}，请对照营业执照核对。',
      en: '{date} is after today, {today}. Compare it with the licence.',
    },
  },
} as const satisfies ProblemCatalogue;
