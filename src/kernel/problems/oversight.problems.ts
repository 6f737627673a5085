import type { ProblemCatalogue } from './problem-catalogue.js';

/** Refusals of the oversight room. */
export const oversightProblems = {
  'month-not-ready': {
    status: 409,
    title: { zh: '月份尚不能上报', en: 'Month not ready' },
    detail: {
      zh: '{month} 还有 {count} 项检查未通过，请逐项处理后再上报。',
      en: '{count} checks of {month} still fail. Settle each of them and report again.',
    },
  },
  'month-not-reported': {
    status: 409,
    title: { zh: '月份未上报', en: 'Month not reported' },
    detail: {
      zh: '{month} 现为“{state}”状态，只有已上报、待审议的月份可以开会审议或退回。',
      en: '{month} is {state}. Only a reported month is put to a meeting or returned.',
    },
  },
  'month-passed-over': {
    status: 409,
    title: { zh: '以后月份已上报', en: 'Month passed over' },
    detail: {
      zh: '{later} 已经上报，{month} 不能再开始记账。请记入当前开放的月份。',
      en: '{later} is reported already, so {month} takes no vouchers. Use an open month.',
    },
  },
  'earlier-month-pending': {
    status: 409,
    title: { zh: '以前月份未审议', en: 'Earlier month pending' },
    detail: {
      zh: '{month} 以前还有未审议通过的月份，请按顺序上报和审议。',
      en: 'A month before {month} is not approved yet. Months go in order.',
    },
  },
  'month-needs-report': {
    status: 409,
    title: { zh: '月份没有报告', en: 'Month needs its report' },
    detail: {
      zh: '{month} 没有有效的月度报告，请由会计上报。',
      en: '{month} has no standing report. The accountant must report it.',
    },
  },
  'month-needs-return': {
    status: 409,
    title: { zh: '退回须写明理由', en: 'A return needs its reason' },
    detail: {
      zh: '{month} 的报告没有退回记录，请写明理由退回。',
      en: 'The report of {month} was not returned. Return it with a reason.',
    },
  },
  'month-needs-approving-meeting': {
    status: 409,
    title: { zh: '未经居务监督委员会审议通过', en: 'No approving meeting' },
    detail: {
      zh: '{month} 须由居务监督委员会会议审议通过（到会人数和赞成票数均达到要求）才能批准。',
      en: '{month} is approved only by a supervisory meeting with its quorum and majority.',
    },
  },
  'month-returned-already': {
    status: 409,
    title: { zh: '报告已退回', en: 'Report returned already' },
    detail: { zh: '这一版报告已经退回，请由会计更正后重新上报。', en: 'Correct and report again.' },
  },
  'report-version-wrong': {
    status: 409,
    title: { zh: '报告版次不对', en: 'Wrong report version' },
    detail: {
      zh: '{month} 的报告不能是第 {version} 版，版次由 1 起连续，前一版须已退回。',
      en: 'Versions run from 1, and the earlier one must have been returned.',
    },
  },
  'report-not-of-the-books': {
    status: 409,
    title: { zh: '报告与账簿不符', en: 'Report not of the books' },
    detail: {
      zh: '{month} 的报告与账簿不符（账套 {book}），报告必须包括每个账套，并取自其当前的凭证链。请重新上报。',
      en: 'The report of {month} does not match the books (book {book}). Report again.',
    },
  },
  'report-bears-its-digest': {
    status: 422,
    title: { zh: '报告摘要值不符', en: 'Report digest wrong' },
    detail: { zh: '报告的 SHA-256 与内容不符。', en: 'The SHA-256 is not that of the figures.' },
  },
  'supervisors-missing': {
    status: 409,
    title: { zh: '没有居务监督委员会成员', en: 'No supervisors' },
    detail: {
      zh: '本社区没有登记居务监督委员会成员，请先由管理员登记。',
      en: 'No supervisor is registered in this community.',
    },
  },
  'meeting-members-incomplete': {
    status: 422,
    title: { zh: '会议成员不全', en: 'Members incomplete' },
    detail: {
      zh: '会议成员应为本社区居务监督委员会的全体成员：{members}。',
      en: 'The members must be all supervisors of the community: {members}.',
    },
  },
  'meeting-chair-not-member': {
    status: 422,
    title: { zh: '主持人不是成员', en: 'Chair not a member' },
    detail: {
      zh: '会议由居务监督委员会成员主持，请另选主持人。',
      en: 'The chair must be a supervisor of the community.',
    },
  },
  'meeting-called-already': {
    status: 409,
    title: { zh: '会议已召集', en: 'Meeting called already' },
    detail: {
      zh: '本月份已有一次未结束的会议，请在该会议上审议。',
      en: 'A meeting on this month is not concluded yet.',
    },
  },
  'meeting-under-way': {
    status: 409,
    title: { zh: '会议正在进行', en: 'Meeting under way' },
    detail: {
      zh: '{month} 已召集居务监督委员会会议，须由会议作出结论，不能另行退回。',
      en: 'A meeting on {month} is under way and must conclude.',
    },
  },
  'meeting-date-wrong': {
    status: 422,
    title: { zh: '日期不对', en: 'Wrong date' },
    detail: {
      zh: '日期 {date} 不对：会议在月报上报之后召开、当天登记，会议日期不早于上报之日、不晚于今天；决议日期不晚于今天（{today}）。',
      en: '{date} is wrong: a meeting is held after the report and recorded on its day, a resolution is not decided after today ({today}).',
    },
  },
  'meeting-step-unknown': {
    status: 409,
    title: { zh: '会议状态不允许', en: 'No such step' },
    detail: {
      zh: '会议不能从“{from}”变为“{to}”。',
      en: 'A meeting cannot go from {from} to {to}.',
    },
  },
  'meeting-not-in-session': {
    status: 409,
    title: { zh: '会议未开始', en: 'Meeting not in session' },
    detail: {
      zh: '会议尚未开始，请先登记到会成员。',
      en: 'The meeting has not begun. Record who is present first.',
    },
  },
  'meeting-votes-missing': {
    status: 422,
    title: { zh: '尚未表决', en: 'Votes missing' },
    detail: {
      zh: '还有 {count} 项没有人表决（{items}）。请先表决；会议决定不表决而退回的，请写明 outcome 为 returned。',
      en: 'Nobody has voted on {count} items ({items}). Vote first, or say outcome returned when the meeting returns the month without a vote.',
    },
  },
  'meeting-concluded': {
    status: 409,
    title: { zh: '会议已结束', en: 'Meeting concluded' },
    detail: {
      zh: '会议已作出结论，到会、表决和结论不能再改。',
      en: 'The meeting is concluded and stands as it is.',
    },
  },
  'meeting-not-carried': {
    status: 409,
    title: { zh: '会议未通过', en: 'Meeting not carried' },
    detail: {
      zh: '{month} 的会议到会人数或赞成票数不足，不能作出通过的结论。',
      en: 'The meeting on {month} lacks its quorum or its majority.',
    },
  },
  'meeting-carried': {
    status: 409,
    title: { zh: '会议已表决通过', en: 'Meeting carried' },
    detail: {
      zh: '各项支出和全月收支都已表决通过，会议不能再作出退回的结论。请不填 outcome，按表决结果作出结论；账目还有差错的，通过后以更正凭证更正。',
      en: 'Every expenditure and the month have carried: the meeting cannot return them. Leave outcome out and conclude by the votes; what is still wrong is put right by a correcting voucher.',
    },
  },
  'attendance-unknown-member': {
    status: 422,
    title: { zh: '不是会议成员', en: 'Not a member' },
    detail: {
      zh: '“{member}”不是本次会议的成员。',
      en: '{member} is not a member of this meeting.',
    },
  },
  'attendance-after-vote': {
    status: 409,
    title: { zh: '已表决的成员在场', en: 'Voted, so present' },
    detail: {
      zh: '{name}已经表决，不能改为缺席。',
      en: '{name} has voted and cannot be marked absent.',
    },
  },
  'vote-not-by-member': {
    status: 422,
    title: { zh: '不是会议成员', en: 'Not a member' },
    detail: {
      zh: '只有本次会议的成员可以表决。',
      en: 'Only members of this meeting vote.',
    },
  },
  'vote-not-yours': {
    status: 403,
    title: { zh: '不能代他人表决', en: 'Not your vote' },
    detail: {
      zh: '成员自己表决；只有会议主持人可以代录到会成员的表决。',
      en: 'A member casts his own vote; only the chair records the votes of those present.',
    },
  },
  'vote-member-absent': {
    status: 409,
    title: { zh: '成员未到会', en: 'Member absent' },
    detail: {
      zh: '未到会的成员不能表决，请先登记到会。',
      en: 'A member who is absent does not vote. Record the attendance first.',
    },
  },
  'vote-recused': {
    status: 409,
    title: { zh: '应当回避', en: 'Must stand aside' },
    detail: {
      zh: '{name}是“{item}”的{reason}，已自动登记回避，不能对该项表决；请由其他成员表决，其余事项照常表决。',
      en: '{name} has a part in {item} and stands aside from it; the other members vote on it.',
    },
  },
  'vote-item-unknown': {
    status: 422,
    title: { zh: '没有这个表决事项', en: 'Unknown item' },
    detail: {
      zh: '“{item}”不是本月报告的支出事项；全月用 month，全部事项用 all。',
      en: '{item} is no expenditure of this report; use month for the whole month, all for every item.',
    },
  },
  'vote-cast-already': {
    status: 409,
    title: { zh: '已经表决', en: 'Voted already' },
    detail: {
      zh: '每位成员对每个事项只表决一次，不能更改。',
      en: 'A member votes once on each item.',
    },
  },
  'recusal-needs-item': {
    status: 422,
    title: { zh: '回避须针对事项', en: 'Recusal is from an item' },
    detail: {
      zh: '回避只针对具体支出事项；对全月请表示赞成、反对或弃权。',
      en: 'One recuses himself from an item, not from the month.',
    },
  },
  'resolution-not-needed': {
    status: 422,
    title: { zh: '不须居民会议决议', en: 'No resolution needed' },
    detail: {
      zh: '事项“{item}”未因回避人数过多而无法表决，应由居务监督委员会表决。',
      en: '{item} can be decided by the supervisors themselves.',
    },
  },
  'quorum-below-two-thirds': {
    status: 422,
    title: { zh: '到会比例过低', en: 'Quorum too low' },
    detail: {
      zh: '到会比例不得低于三分之二，至多为全部，写作分数如 "2/3"。',
      en: 'The quorum is a fraction from 2/3 to 1.',
    },
  },
  'majority-below-half': {
    status: 422,
    title: { zh: '通过比例过低', en: 'Majority too low' },
    detail: {
      zh: '赞成票须超过的比例不得低于全体成员的二分之一，并小于全部，写作分数如 "1/2"。',
      en: 'Approvals must exceed a fraction of all members, at least 1/2 and below 1.',
    },
  },
  'notice-days-below-fifteen': {
    status: 422,
    title: { zh: '公示期过短', en: 'Notice period too short' },
    detail: {
      zh: '公示期不得少于 15 日（城市居民委员会组织法第三十四条），至多 365 日。',
      en: 'A notice stays up for at least 15 days, 365 at most.',
    },
  },
} as const satisfies ProblemCatalogue;
