import type { VoucherLayout } from './voucher-layout.js';

/** 金蝶 K/3, KIS, 精斗云, 云星辰: what they read in and write out, in Chinese and by the names of their fields. */
export const kingdeeLayout: VoucherLayout = {
  code: 'kingdee',
  name: '金蝶',
  titles: {
    period: ['会计期间', '期间', 'FPeriod'],
    date: ['日期', '凭证日期', '记账日期', 'FDate'],
    word: ['凭证字', 'FGroupID', 'FGroup'],
    no: ['凭证号', '凭证字号', '字号', 'FNumber', 'FNum'],
    summary: ['摘要', '凭证摘要', 'FExplanation', 'FExp'],
    accountCode: ['科目代码', '科目编码', 'FAccountNum', 'FAcctID'],
    accountName: ['科目名称', '科目全名', 'FAccountName'],
    debit: ['借方金额', '借方', '借方本位币', '借方金额(本位币)', 'FDebit'],
    credit: ['贷方金额', '贷方', '贷方本位币', '贷方金额(本位币)', 'FCredit'],
    direction: ['方向', '借贷方向', 'FDC'],
    amount: ['金额', '本位币金额', 'FAmount'],
    attachments: ['附件数', '附单据数', '附件张数', '附件', 'FAttachments', 'FAttchment'],
    counterparty: ['客户', '供应商', '往来单位', 'FObjName1'],
    currency: ['币别', '币别名称', '币种', 'FCurrencyName', 'FCyID'],
  },
  needed: [
    ['date'],
    ['no'],
    ['summary'],
    ['accountCode'],
    ['debit', 'amount'],
    ['credit', 'direction'],
  ],
  signature: ['凭证字', '凭证字号', '字号', '科目代码', 'FAccountNum', 'FAcctID'],
  strict: false,
};
