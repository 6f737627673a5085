import type { VoucherLayout } from './voucher-layout.js';

/** The columns of the import template; rows with one 凭证序号 make one voucher. */
export const VOUCHER_COLUMNS = [
  '凭证序号',
  '日期',
  '摘要',
  '科目编码',
  '科目名称',
  '借方金额',
  '贷方金额',
  '附件张数',
  '专项代码',
  '往来单位',
] as const;
export type VoucherColumn = (typeof VOUCHER_COLUMNS)[number];

/** The template that is offered for download, and the vouchers of an exported book. */
export const ownLayout: VoucherLayout = {
  code: 'gongzhang',
  name: '公账凭证模板',
  titles: {
    key: ['凭证序号'],
    date: ['日期'],
    summary: ['摘要'],
    accountCode: ['科目编码'],
    accountName: ['科目名称'],
    debit: ['借方金额'],
    credit: ['贷方金额'],
    attachments: ['附件张数'],
    fund: ['专项代码'],
    counterparty: ['往来单位'],
  },
  needed: [['key'], ['date'], ['summary'], ['accountCode'], ['debit'], ['credit'], ['attachments']],
  signature: ['凭证序号'],
  strict: true,
};
