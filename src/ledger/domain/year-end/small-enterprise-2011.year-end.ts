import type { YearEndRule } from './year-end-rule.js';

/**
 * 小企业会计准则（财会〔2011〕17号）附录 会计科目 3103 本年利润、3104 利润分配; the order of distribution and the statutory
 * reserve by 公司法（2023年修订）第二百一十条: losses, a tenth until half of the registered capital, more by resolution, owners.
 */
export const SMALL_ENTERPRISE_2011_YEAR_END: YearEndRule = {
  standard: 'small-enterprise-2011',
  steps: [
    {
      summary: '结转本年收入',
      from: ['5001', '5051', '5111', '5301'],
      into: { account: '3103' },
    },
    {
      summary: '结转本年成本费用',
      from: ['5401', '5402', '5403', '5601', '5602', '5603', '5711', '5801'],
      into: { account: '3103' },
    },
    {
      summary: '结转本年利润',
      from: ['3103'],
      into: { account: '3104', subAccount: '未分配利润' },
    },
    {
      summary: '结转利润分配各明细',
      from: ['3104'],
      into: { account: '3104', subAccount: '未分配利润' },
    },
  ],
  emptied: ['3103'],
  suspense: '1901',
  distribution: {
    account: '3104',
    reserve: { subAccount: '提取法定盈余公积', into: '3101' },
    statutory: { percent: 10, fullAtPercent: 50, capital: '3001', beyond: '提取任意盈余公积' },
    owners: { subAccount: '应付利润', into: '2232' },
    basis: '公司法第二百一十条',
  },
};
