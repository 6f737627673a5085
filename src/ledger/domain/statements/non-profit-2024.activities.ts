import {
  creditItem,
  debitItem,
  heading,
  type LineDefinition,
  type Source,
  type StatementDefinition,
  total,
} from './statement-definition.js';

const INCOME = [1, 2, 3, 4, 5, 6, 7, 8];
const EXPENSES = [10, 11, 12, 13, 14, 15, 16];

function movement(row: number, label: string, ...sources: readonly Source[]): LineDefinition {
  return { ...creditItem(row, label, ...sources), level: 0 };
}

/**
 * 民间非营利组织会计制度（财会〔2024〕25号）业务活动表: 非限定性, 限定性 and 合计 for the month and the year so far;
 * rows are numbered in the order of the lines. Line 三 is the release from 3102 to 3101, line 四 a
 * later restriction from 3101 to 3102; the 合计 of both is zero.
 */
export const NON_PROFIT_2024_ACTIVITIES: StatementDefinition = {
  standard: 'non-profit-2024',
  kind: 'activities',
  form: '会民非02表',
  title: '业务活动表',
  columns: 'flow',
  restricted: ['3102', '410102', '420102', '430102', '440102', '450102', '460102'],
  lines: [
    heading('一、收入'),
    creditItem(1, '捐赠收入', '4101'),
    creditItem(2, '会费收入', '4201'),
    creditItem(3, '提供服务收入', '4301'),
    creditItem(4, '政府补助收入', '4401'),
    creditItem(5, '商品销售收入', '4501'),
    creditItem(6, '总部拨款收入', '4701'),
    creditItem(7, '投资收益', '4601'),
    creditItem(8, '其他收入', '4901'),
    total(9, '收入合计', INCOME),
    heading('二、费用'),
    debitItem(10, '（一）业务活动成本', '5101'),
    debitItem(11, '（二）税金及附加', '5201'),
    debitItem(12, '（三）管理费用', '5301'),
    debitItem(13, '（四）筹资费用', '5401'),
    debitItem(14, '（五）资产减值损失', '5501'),
    debitItem(15, '（六）所得税费用', '5601'),
    debitItem(16, '（七）其他费用', '5901'),
    total(17, '费用合计', EXPENSES),
    movement(
      18,
      '三、限定性净资产转为非限定性净资产',
      { account: '3101', reading: 'credit-turnover' },
      { account: '3102', reading: 'debit-turnover' },
    ),
    movement(
      19,
      '四、非限定性净资产转为限定性净资产',
      { account: '3101', reading: 'debit-turnover' },
      { account: '3102', reading: 'credit-turnover' },
    ),
    movement(20, '五、以前年度净资产调整', { account: '3201' }),
    total(21, '六、净资产变动额（若为净资产减少额，以“－”号填列）', [9, -17, 18, 19, 20]),
  ],
  checks: [
    { name: '限定性净资产转为非限定性净资产的合计为零', left: [18], relation: '=', right: [] },
    { name: '非限定性净资产转为限定性净资产的合计为零', left: [19], relation: '=', right: [] },
    {
      name: '净资产变动额＝收入合计－费用合计＋以前年度净资产调整',
      left: [21],
      relation: '=',
      right: [9, -17, 20],
    },
  ],
};
