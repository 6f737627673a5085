import type { ProblemCatalogue } from './problem-catalogue.js';

/** Refusals of the filings room. */
export const filingsProblems = {
  'filing-month-not-published': {
    status: 409,
    title: { zh: '有月份尚未公示', en: 'A month is not published' },
    detail: {
      zh: '{month} 现为“{state}”。季度报告只取三个月都已公示的数字，请先完成该月的审核和公示。',
      en: '{month} is {state}. A filing takes published months only. Publish the month first.',
    },
  },
  'filing-figures-disagree': {
    status: 409,
    title: { zh: '月报之间不衔接', en: 'Month reports disagree' },
    detail: {
      zh: '{book} {month} 的月报与上月期末不衔接，或收支与余额不符。请由操作员运行核验，查明后再编制。',
      en: 'The report of {book} for {month} does not go on from the month before. Run the verification.',
    },
  },
  'filing-not-of-reports': {
    status: 422,
    title: { zh: '季度数字与月报不符', en: 'Figures are not of the reports' },
    detail: {
      zh: '季度报告的数字必须出自 {month} 已公示的月报，请重新编制。',
      en: 'The figures must be those of the published report of {month}. Compile again.',
    },
  },
  'filing-already-live': {
    status: 409,
    title: { zh: '本季度已有报告', en: 'The quarter has a filing' },
    detail: {
      zh: '{quarter} 的第 {version} 版正在办理或已备案。只有撤回或被退回之后，才能再编制下一版。',
      en: 'Version {version} of {quarter} is under way or accepted. The next version follows a return or withdrawal.',
    },
  },
  'filing-step-unknown': {
    status: 409,
    title: { zh: '现在不能这样办理', en: 'No such step' },
    detail: {
      zh: '报告现为“{from}”，不能变为“{to}”。顺序是：编制、四方签字、报送、街道备案或退回。',
      en: 'A filing that is {from} cannot become {to}.',
    },
  },
  'filing-signature-missing': {
    status: 409,
    title: { zh: '签字不全', en: 'Signatures missing' },
    detail: {
      zh: '还缺{missing}签字。会计、居委会主任、社区党委书记和一名居务监督委员会委员都签字后才能报送。',
      en: 'Still to sign: {missing}.',
    },
  },
  'filing-signed-already': {
    status: 409,
    title: { zh: '这一职责已经签字', en: 'Signed for this role' },
    detail: {
      zh: '您的职责已有人签字，不必再签。',
      en: 'Somebody has signed for your role.',
    },
  },
  'filing-signer-signed-already': {
    status: 409,
    title: { zh: '您已经签过字', en: 'You have signed' },
    detail: {
      zh: '一个人只能签一次。其余职责须由别人签字。',
      en: 'One person signs once. The other roles need other people.',
    },
  },
  'filing-signing-role-unclear': {
    status: 422,
    title: { zh: '请写明以何职责签字', en: 'Say in which role' },
    detail: {
      zh: '您有多项可以签字的职责，请用 role 写明以哪一项签字。',
      en: 'You hold several signing roles. Name one with role.',
    },
  },
  'filing-paper-missing': {
    status: 409,
    title: { zh: '报告没有正式文本', en: 'No paper was stored' },
    detail: {
      zh: '报送时必须存下正式文本。请重新报送。',
      en: 'Submission stores the rendered paper. Submit again.',
    },
  },
  'filing-decision-missing': {
    status: 409,
    title: { zh: '没有街道的办理记录', en: 'No decision of the street' },
    detail: {
      zh: '备案要有备案号，退回要写明理由，都由本街道经办人办理。',
      en: 'Acceptance needs its number and a return its reasons, both by an officer of the street.',
    },
  },
  'filing-not-accepted': {
    status: 409,
    title: { zh: '尚未备案', en: 'Not accepted yet' },
    detail: {
      zh: '街道备案之后才有回执，现为“{state}”。',
      en: 'There is a receipt once the street has accepted. The filing is {state}.',
    },
  },
} as const satisfies ProblemCatalogue;
