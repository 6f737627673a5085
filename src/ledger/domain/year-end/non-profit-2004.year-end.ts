import type { YearEndRule } from './year-end-rule.js';

const RESTRICTED = ['410102', '420102', '430102', '440102', '450102', '460102'];

/**
 * 民间非营利组织会计制度（财会〔2004〕7号）会计科目使用说明 3101 非限定性净资产、3102 限定性净资产: restricted income into
 * restricted net assets, everything else into unrestricted ones; expenses are of both after the release of restrictions
 * (财会〔2020〕9号). Nothing is distributed (民法典 第八十七条).
 */
export const NON_PROFIT_2004_YEAR_END: YearEndRule = {
  standard: 'non-profit-2004',
  steps: [
    { summary: '结转限定性收入', from: RESTRICTED, into: { account: '3102' } },
    {
      summary: '结转非限定性收入',
      from: ['4101', '4201', '4301', '4401', '4501', '4601', '4901'],
      except: RESTRICTED,
      into: { account: '3101' },
    },
    {
      summary: '结转费用',
      from: ['5101', '5201', '5301', '5401'],
      into: { account: '3101' },
    },
  ],
  emptied: [],
  suspense: null,
  distribution: null,
};
