import {
  creditItem,
  debitItem,
  type LineDefinition,
  sourcesOf,
  type StatementDefinition,
  total,
  yearOnly,
} from './statement-definition.js';

const PROFIT_AND_LOSS = [
  ...['5001', '5051', '5111', '5301'],
  ...['5401', '5402', '5403', '5601', '5602', '5603', '5711', '5801'],
];
const APPROPRIATIONS = [
  '提取法定盈余公积',
  '提取任意盈余公积',
  '提取职工奖励及福利基金',
  '提取储备基金',
  '提取企业发展基金',
  '利润归还投资',
];

function appropriation(row: number, label: string, name: string): LineDefinition {
  return yearOnly(debitItem(row, label, { account: '3104', details: [name] }));
}

/**
 * 小企业会计准则（财会〔2011〕17号）附录 利润分配表（会小企01表附表3）. It reads the sub-accounts of 3104 利润分配
 * by their names; what has no such name is 其他转入.
 */
export const SMALL_ENTERPRISE_2011_DISTRIBUTION: StatementDefinition = {
  standard: 'small-enterprise-2011',
  kind: 'distribution',
  form: '会小企01表附表3',
  title: '利润分配表',
  columns: 'flow',
  lines: [
    { ...creditItem(1, '一、净利润', ...PROFIT_AND_LOSS), level: 0, yearOnly: true },
    yearOnly(
      creditItem(
        2,
        '加：年初未分配利润',
        ...sourcesOf(['3103', '3104', ...PROFIT_AND_LOSS], { reading: 'year-opening' }),
      ),
    ),
    yearOnly(
      creditItem(3, '其他转入', '3103', {
        account: '3104',
        exceptDetails: [...APPROPRIATIONS, '应付利润'],
      }),
    ),
    yearOnly(total(4, '二、可供分配的利润', [1, 2, 3])),
    appropriation(5, '减：提取法定盈余公积', '提取法定盈余公积'),
    appropriation(6, '提取任意盈余公积', '提取任意盈余公积'),
    appropriation(7, '提取职工奖励及福利基金', '提取职工奖励及福利基金'),
    appropriation(8, '提取储备基金', '提取储备基金'),
    appropriation(9, '提取企业发展基金', '提取企业发展基金'),
    appropriation(10, '利润归还投资', '利润归还投资'),
    yearOnly(total(11, '三、可供投资者分配的利润', [4, -5, -6, -7, -8, -9, -10])),
    yearOnly(debitItem(12, '减：应付利润', { account: '3104', details: ['应付利润'] })),
    yearOnly(total(13, '四、未分配利润', [11, -12])),
  ],
  checks: [
    { name: '行4＝行1＋行2＋行3', left: [4], relation: '=', right: [1, 2, 3] },
    { name: '行13＝行11－行12', left: [13], relation: '=', right: [11, -12] },
  ],
};
