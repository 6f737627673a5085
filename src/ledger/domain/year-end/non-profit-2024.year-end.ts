import type { YearEndRule } from './year-end-rule.js';

const RESTRICTED = ['410102', '420102', '430102', '440102', '450102', '460102'];

/**
 * 民间非营利组织会计制度（财会〔2024〕25号）会计科目使用说明 3101 非限定性净资产、3102 限定性净资产、3201 以前年度净资产调整, which has
 * no balance after the transfer. Nothing is distributed (民法典 第八十七条).
 */
export const NON_PROFIT_2024_YEAR_END: YearEndRule = {
  standard: 'non-profit-2024',
  steps: [
    { summary: '结转限定性收入', from: RESTRICTED, into: { account: '3102' } },
    {
      summary: '结转非限定性收入',
      from: ['4101', '4201', '4301', '4401', '4501', '4601', '4701', '4901'],
      except: RESTRICTED,
      into: { account: '3101' },
    },
    {
      summary: '结转费用',
      from: ['5101', '5201', '5301', '5401', '5501', '5601', '5901'],
      into: { account: '3101' },
    },
    { summary: '结转以前年度净资产调整', from: ['3201'], into: { account: '3101' } },
  ],
  emptied: ['3201'],
  suspense: null,
  distribution: null,
};
