import type { ProblemCatalogue } from './problem-catalogue.js';

/** Refusals at the end of a year: transfer, distribution, change of standard. */
export const yearEndProblems = {
  'year-end-account-missing': {
    status: 422,
    title: { zh: '缺少结转用的明细科目', en: 'Account for the transfer missing' },
    detail: {
      zh: '科目 {account} {name}设有明细，但没有名为“{subAccount}”的末级明细，请先新增这个明细科目。',
      en: 'Account {account} has sub-accounts but none that takes this amount. Open the one that the standard names.',
    },
  },
  'year-end-nothing-left': {
    status: 409,
    title: { zh: '没有可结转的余额', en: 'Nothing left to transfer' },
    detail: {
      zh: '{year}年的收入、费用和分配明细都已结转，没有余额。',
      en: 'Income, expenses and distribution details of {year} are transferred already.',
    },
  },
  'year-end-drafts-waiting': {
    status: 409,
    title: { zh: '结转凭证尚未记账', en: 'Closing vouchers are waiting' },
    detail: {
      zh: '{year}年还有 {count} 张结转或分配凭证是草稿，请先审核并记账，或删除后重做。',
      en: '{count} closing or distribution vouchers of {year} are drafts. Review and post them, or throw them away.',
    },
  },
  'year-end-not-transferred': {
    status: 409,
    title: { zh: '年末尚未结转', en: 'The year is not transferred' },
    detail: {
      zh: '第 {book} 账套科目 {account} 在{year}年末还有余额，请先办理年末结转（待处理财产损溢须先处理），审核并记账。',
      en: 'Account {account} of book {book} has a balance at the end of {year}. Transfer the year first, review and post.',
    },
  },
  'year-end-voucher-not-editable': {
    status: 409,
    title: { zh: '结转凭证不能手工修改', en: 'Year-end voucher cannot be edited' },
    detail: {
      zh: '结转和分配凭证由系统按账簿和决议填制，不能手工修改；请删除草稿后重新办理。',
      en: 'Closing and distribution vouchers follow from the books and the resolution. Throw the draft away and make it anew.',
    },
  },
  'closing-line-unfit': {
    status: 422,
    title: { zh: '结转凭证的科目不符', en: 'Line does not fit a closing voucher' },
    detail: {
      zh: '科目 {account} 不能这样结转：结转凭证只在收入、费用和本年收益（利润）、收益（利润）分配、净资产之间转账，限定性收入只转入限定性净资产。',
      en: 'Account {account} cannot be closed like this: only income, expenses and result accounts, restricted income into restricted net assets.',
    },
  },
  'distribution-not-for-standard': {
    status: 422,
    title: { zh: '不得分配', en: 'Nothing may be distributed' },
    detail: {
      zh: '执行{standard}的账套不分配结余，结余留作净资产用于宗旨（民法典第八十七条）。',
      en: 'A non-profit organisation distributes nothing; what is left stays for its purpose.',
    },
  },
  'nothing-to-distribute': {
    status: 422,
    title: { zh: '没有可分配收益', en: 'Nothing to distribute' },
    detail: {
      zh: '年末未分配数为 {distributable} 元，弥补以前年度亏损后没有可分配的收益。',
      en: 'What is undistributed is {distributable}: after earlier losses there is nothing to distribute.',
    },
  },
  'reserve-rate-missing': {
    status: 422,
    title: { zh: '缺少提取比例', en: 'Reserve rate missing' },
    detail: {
      zh: '请填写章程规定的公积公益金提取比例（%）；不提取的填 0。',
      en: 'Give the share of the reserve that the charter decides, in percent; 0 for none.',
    },
  },
  'reserve-rate-too-low': {
    status: 422,
    title: { zh: '法定盈余公积提取不足', en: 'Statutory reserve too low' },
    detail: {
      zh: '提取比例 {rate}% 低于法定的 {percent}%，至少应提取 {due} 元，累计达到注册资本一半后可不再提取。',
      en: 'A rate of {rate} % is below the statutory {percent} %: at least {due} until the reserve is half of the capital.',
    },
  },
  'reserve-comes-before-owners': {
    status: 422,
    title: { zh: '分配顺序不符', en: 'Wrong order of distribution' },
    detail: {
      zh: '须先足额提取法定盈余公积，再向投资者分配。',
      en: 'The statutory reserve comes before the owners.',
    },
  },
  'losses-come-first': {
    status: 422,
    title: { zh: '须先弥补亏损', en: 'Losses come first' },
    detail: {
      zh: '须先以本年收益弥补以前年度亏损，再计算提取公积的基数。',
      en: 'Earlier losses are made up before the reserve is reckoned.',
    },
  },
  'distribution-exceeds-profit': {
    status: 422,
    title: { zh: '超出可分配收益', en: 'More than there is to distribute' },
    detail: {
      zh: '可分配收益为 {distributable} 元，分配合计超出 {excess} 元，请减少分配。',
      en: 'There is {distributable} to distribute; the distribution exceeds it by {excess}.',
    },
  },
  'distribution-voucher-unfounded': {
    status: 422,
    title: { zh: '分配凭证与决议不符', en: 'Distribution voucher without its resolution' },
    detail: {
      zh: '分配凭证须与按决议登记的分配金额一致，日期为当年 12 月 31 日，请从年末分配办理。',
      en: 'A distribution voucher is that of a recorded resolution, of 31 December of its year.',
    },
  },
  'standard-change-unknown': {
    status: 422,
    title: { zh: '没有这样的制度衔接', en: 'Unknown change of standard' },
    detail: {
      zh: '本账套不能在这一天改用{standard}；民间非营利组织会计制度自 2026-01-01 起由 2004 年制度改为 2024 年修订。',
      en: 'This book cannot change to that standard on that day. Non-profit books change from 2004 to 2024 on 2026-01-01.',
    },
  },
  'standard-change-before-approval': {
    status: 409,
    title: { zh: '上年尚未审议通过', en: 'The year before is not approved' },
    detail: {
      zh: '{month} 的状态是“{state}”，须审议通过后才能办理新旧制度衔接。',
      en: '{month} is {state}; the standard changes after it is approved.',
    },
  },
  'standard-change-late': {
    status: 409,
    title: { zh: '旧科目在新年度已有业务', en: 'The old account was used since' },
    detail: {
      zh: '科目 {account} 在新制度下编号或含义不同，而 {date} 以后已有凭证、草稿或未付的申请用到它，请先冲销、删除或撤回，衔接后再按新科目办理。',
      en: 'Account {account} means something else under the new standard and is used since {date}: reverse, throw away or withdraw that first.',
    },
  },
  'standard-changed-already': {
    status: 409,
    title: { zh: '已办理制度衔接', en: 'Standard changed already' },
    detail: {
      zh: '本账套已在这一天改用新制度。',
      en: 'This book has changed its standard on that day.',
    },
  },
  'standard-changes-with-the-year': {
    status: 422,
    title: { zh: '制度衔接在年初', en: 'Standards change with the year' },
    detail: { zh: '新旧会计制度衔接只在 1 月 1 日。', en: 'A standard changes on 1 January.' },
  },
  'standard-mapping-missing': {
    status: 422,
    title: { zh: '科目没有去向', en: 'Account without a successor' },
    detail: {
      zh: '科目 {account} {name}有余额，但新制度没有对应的科目，请指定它转入的科目。',
      en: 'Account {account} has a balance and no account under the new standard. Say where it goes.',
    },
  },
  'standard-mapping-unfit': {
    status: 422,
    title: { zh: '指定的去向不合适', en: 'Unfit mapping' },
    detail: {
      zh: '科目 {from} 不能转入 {to}：只能把本账套自设的明细科目转入新制度下同类的末级科目。',
      en: 'Account {from} cannot go to {to}: only your own sub-accounts, to a leaf of the same class.',
    },
  },
  'conversion-unfounded': {
    status: 422,
    title: { zh: '衔接凭证没有依据', en: 'Conversion voucher without its change' },
    detail: {
      zh: '衔接凭证只随制度衔接生成，在同类科目之间按专项和辅助核算逐项转入，不涉及货币资金、收入和费用。',
      en: 'A conversion voucher comes with a change of standard and carries balances within their class.',
    },
  },
  'account-closed': {
    status: 422,
    title: { zh: '科目已停用', en: 'Account closed' },
    detail: {
      zh: '科目 {account} 自 {closedOn} 起不再使用，请改用新制度的科目。',
      en: 'Account {account} takes no lines from {closedOn} on. Use one of the new standard.',
    },
  },
} as const satisfies ProblemCatalogue;
