import type { ProblemCatalogue } from './problem-catalogue.js';

/** Refusals of the kernel room. */
export const kernelProblems = {
  'amount-malformed': {
    status: 400,
    title: { zh: '金额格式不对', en: 'Malformed amount' },
    detail: {
      zh: '金额“{amount}”应为半角数字、至多两位小数的文本，如 "1234.50"。',
      en: 'The amount "{amount}" must be text of ASCII digits with at most two decimals, such as "1234.50".',
    },
  },
  'amount-out-of-range': {
    status: 422,
    title: { zh: '金额超出范围', en: 'Amount out of range' },
    detail: {
      zh: '金额的绝对值应小于一亿亿元（16 位整数）。请核对后重新提交。',
      en: 'An amount must stay below 10^16 yuan. Check it and send it again.',
    },
  },
  'weights-malformed': {
    status: 422,
    title: { zh: '分摊比例不对', en: 'Malformed weights' },
    detail: {
      zh: '分摊比例应为非负数，且至少有一个大于零。',
      en: 'Weights must not be negative and one must be positive.',
    },
  },
  'date-malformed': {
    status: 400,
    title: { zh: '日期格式不对', en: 'Malformed date' },
    detail: {
      zh: '“{date}”应为真实存在的日期，如 "2026-03-31"。',
      en: '"{date}" must be an existing day such as "2026-03-31".',
    },
  },
  'month-malformed': {
    status: 400,
    title: { zh: '月份格式不对', en: 'Malformed month' },
    detail: {
      zh: '“{month}”应为月份，如 "2026-03"。',
      en: '"{month}" must be a month such as "2026-03".',
    },
  },
  'quarter-malformed': {
    status: 400,
    title: { zh: '季度格式不对', en: 'Malformed quarter' },
    detail: {
      zh: '“{quarter}”应为季度，如 "2026-Q1"。',
      en: '"{quarter}" must be a quarter such as "2026-Q1".',
    },
  },
  'community-code-malformed': {
    status: 400,
    title: { zh: '社区代码不对', en: 'Malformed community code' },
    detail: {
      zh: '“{code}”应为 12 位数字的统计用区划代码。',
      en: '"{code}" must be the national 12-digit code.',
    },
  },
  'credit-code-invalid': {
    status: 422,
    title: { zh: '统一社会信用代码不对', en: 'Invalid credit code' },
    detail: {
      zh: '“{code}”不是有效的统一社会信用代码（GB 32100-2015），请对照营业执照核对 18 位代码。',
      en: '"{code}" is not a valid unified social credit code (GB 32100-2015). Compare it with the licence.',
    },
  },
} as const satisfies ProblemCatalogue;
