import {
  creditItem,
  debitItem,
  sourcesOf,
  type StatementDefinition,
  total,
  yearOnly,
} from './statement-definition.js';

const INCOME = ['501', '502', '503', '504'];
const EXPENSES = ['511', '512', '513', '514', '515', '521'];
const NAMED = ['其他转入', '提取公积公益金', '向成员分配'];

/**
 * 农村集体经济组织会计制度（财会〔2023〕14号）附录 会计报表格式及编制说明 收益及收益分配表; rows are numbered
 * in the order of the lines. The distribution reads the sub-accounts of 322 收益分配 by their names
 * (其他转入, 提取公积公益金, 向成员分配); what has no such name is 其他.
 */
export const RURAL_COLLECTIVE_2023_INCOME: StatementDefinition = {
  standard: 'rural-collective-2023',
  kind: 'income',
  form: null,
  title: '收益及收益分配表',
  columns: 'flow',
  lines: [
    { ...creditItem(1, '一、经营收入', '501'), level: 0 },
    creditItem(2, '加：投资收益', '502'),
    debitItem(3, '减：经营支出', '511'),
    debitItem(4, '税金及附加', '512'),
    debitItem(5, '管理费用', '513'),
    total(6, '二、经营收益', [1, 2, -3, -4, -5]),
    creditItem(7, '加：补助收入', '503'),
    creditItem(8, '其他收入', '504'),
    debitItem(9, '减：公益支出', '514'),
    debitItem(10, '其他支出', '515'),
    total(11, '三、收益总额', [6, 7, 8, -9, -10]),
    debitItem(12, '减：所得税费用', '521'),
    total(13, '四、净收益', [11, -12]),
    yearOnly(
      creditItem(
        14,
        '加：年初未分配收益',
        ...sourcesOf(['321', '322', ...INCOME, ...EXPENSES], { reading: 'year-opening' }),
      ),
    ),
    yearOnly(creditItem(15, '其他转入', { account: '322', details: ['其他转入'] })),
    yearOnly(total(16, '五、可分配收益', [13, 14, 15])),
    yearOnly(debitItem(17, '减：提取公积公益金', { account: '322', details: ['提取公积公益金'] })),
    yearOnly(debitItem(18, '向成员分配', { account: '322', details: ['向成员分配'] })),
    yearOnly(debitItem(19, '其他', '321', { account: '322', exceptDetails: NAMED })),
    yearOnly(total(20, '六、年末未分配收益', [16, -17, -18, -19])),
  ],
  checks: [
    {
      name: '净收益＝各项收入－各项支出',
      left: [13],
      relation: '=',
      right: { side: 'credit', sources: sourcesOf([...INCOME, ...EXPENSES]) },
    },
  ],
};
