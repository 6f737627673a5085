import type { YearEndRule } from './year-end-rule.js';

/**
 * 农村集体经济组织会计制度（财会〔2023〕14号）会计科目使用说明 321 本年收益、322 收益分配 (各项分配、未分配收益); the order of distribution by
 * 农村集体经济组织财务制度（财农〔2021〕121号）第二十八条: losses, 公积公益金, members, other.
 */
export const RURAL_COLLECTIVE_2023_YEAR_END: YearEndRule = {
  standard: 'rural-collective-2023',
  steps: [
    { summary: '结转本年收入', from: ['501', '502', '503', '504'], into: { account: '321' } },
    {
      summary: '结转本年支出',
      from: ['511', '512', '513', '514', '515', '521'],
      into: { account: '321' },
    },
    {
      summary: '结转本年收益',
      from: ['321'],
      into: { account: '322', subAccount: '未分配收益' },
    },
    {
      summary: '结转各项分配',
      from: ['322'],
      into: { account: '322', subAccount: '未分配收益' },
    },
  ],
  emptied: ['321'],
  suspense: '181',
  distribution: {
    account: '322',
    gathered: '各项分配',
    reserve: { subAccount: '提取公积公益金', into: '311' },
    statutory: null,
    owners: { subAccount: '向成员分配', into: '113' },
    basis: '财农〔2021〕121号第二十八条',
  },
};
