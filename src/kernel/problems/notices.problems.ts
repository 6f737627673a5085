import type { ProblemCatalogue } from './problem-catalogue.js';

/** Refusals of the notices room. */
export const noticesProblems = {
  'month-not-approved': {
    status: 409,
    title: { zh: '月份未经审议通过', en: 'Month not approved' },
    detail: {
      zh: '{month} 现为“{state}”状态，须经居务监督委员会审议通过后才能公示。',
      en: '{month} is {state}. It is published after the supervisory meeting has approved it.',
    },
  },
  'month-needs-notice': {
    status: 409,
    title: { zh: '月份没有公示', en: 'Month needs its notice' },
    detail: {
      zh: '{month} 没有公示，请先张贴公示。',
      en: '{month} has no notice. Post it first.',
    },
  },
  'month-not-published': {
    status: 409,
    title: { zh: '月份未公示', en: 'Month not published' },
    detail: {
      zh: '{month} 现为“{state}”状态，只有公示中的月份可以更正公示或封账。',
      en: '{month} is {state}. Only a published month is corrected or sealed.',
    },
  },
  'notice-published-already': {
    status: 409,
    title: { zh: '已经公示', en: 'Published already' },
    detail: {
      zh: '本月已经公示。公示不能修改，如有差错请发布更正公示。',
      en: 'The month is published. A notice is never edited: publish a correction.',
    },
  },
  'notice-superseded-already': {
    status: 409,
    title: { zh: '公示已更正', en: 'Superseded already' },
    detail: {
      zh: '这份公示已由更正公示取代，请更正最新的一份。',
      en: 'A correction supersedes this notice already. Correct the latest one.',
    },
  },
  'notice-superseded': {
    status: 409,
    title: { zh: '公示已更正', en: 'Notice superseded' },
    detail: {
      zh: '这份公示已由更正公示取代，请对更正公示提出异议。',
      en: 'A correction supersedes this notice. Object to the correction.',
    },
  },
  'notice-not-of-the-report': {
    status: 409,
    title: { zh: '公示与报告不符', en: 'Notice not of the report' },
    detail: {
      zh: '{month} 的公示必须取自审议通过的报告，并于当日张贴。请重新发布。',
      en: 'The notice of {month} must be drawn from the approved report, and posted on the day.',
    },
  },
  'correction-needs-reason': {
    status: 422,
    title: { zh: '更正须写明理由', en: 'A correction needs its reason' },
    detail: {
      zh: '更正公示须写明更正的理由。',
      en: 'Say why the notice is corrected.',
    },
  },
  'notice-bears-its-digests': {
    status: 422,
    title: { zh: '公示摘要值不符', en: 'Notice digest wrong' },
    detail: { zh: '公示的 SHA-256 与内容不符。', en: 'A SHA-256 is not that of its bytes.' },
  },
  'notice-period-running': {
    status: 409,
    title: { zh: '公示期未满', en: 'Notice period running' },
    detail: {
      zh: '{month} 的公示期至 {through} 止，次日起才能封账。',
      en: 'The notice of {month} stays up through {through}. Seal it after that day.',
    },
  },
  'objections-unanswered': {
    status: 409,
    title: { zh: '异议尚未答复', en: 'Objections unanswered' },
    detail: {
      zh: '{month} 还有 {count} 条居民异议没有答复，请逐条答复后再封账。',
      en: '{count} objections to {month} have no answer yet. Answer each of them.',
    },
  },
  'objection-period-over': {
    status: 409,
    title: { zh: '公示期已过', en: 'Notice period over' },
    detail: {
      zh: '公示期已于 {through} 结束。仍有异议的，请向居务监督委员会（电话 {phone}）或街道办事处反映。',
      en: 'The notice period ended on {through}. Turn to the supervisory committee (telephone {phone}) or the street office.',
    },
  },
  'objection-line-unknown': {
    status: 422,
    title: { zh: '公示中没有这一笔', en: 'No such line on the notice' },
    detail: {
      zh: '公示中没有“{line}”这一笔。请照公示“凭证”一栏填写，如“记-3”；不针对某一笔的，不必填写。',
      en: 'The notice has no line {line}. Write what stands in its voucher column, or leave the line out.',
    },
  },
  'objection-line-ambiguous': {
    status: 422,
    title: { zh: '公示中有几笔都可能是', en: 'Several lines may be meant' },
    detail: {
      zh: '“{line}”可能是公示中的几笔：{candidates}。请照这样写明账套和凭证字号。',
      en: '{line} may be one of several lines of the notice: {candidates}. Name the book and the voucher like this.',
    },
  },
} as const satisfies ProblemCatalogue;
