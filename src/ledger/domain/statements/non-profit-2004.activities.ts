import {
  creditItem,
  debitItem,
  heading,
  type StatementDefinition,
  total,
} from './statement-definition.js';

const INCOME = [1, 2, 3, 4, 5, 6, 9];
const EXPENSES = [12, 21, 24, 28];

/**
 * 民间非营利组织会计制度（财会〔2004〕7号）会计报表格式 业务活动表（会民非02表）: 非限定性, 限定性 and 合计 for the
 * month and the year so far. Line 三 reads the release between 3102 and 3101 on both sides, so its 合计 is zero.
 */
export const NON_PROFIT_2004_ACTIVITIES: StatementDefinition = {
  standard: 'non-profit-2004',
  kind: 'activities',
  form: '会民非02表',
  title: '业务活动表',
  columns: 'flow',
  restricted: ['3102', '410102', '420102', '430102', '440102', '450102', '460102'],
  lines: [
    heading('一、收入'),
    creditItem(1, '其中：捐赠收入', '4101'),
    creditItem(2, '会费收入', '4201'),
    creditItem(3, '提供服务收入', '4301'),
    creditItem(4, '商品销售收入', '4501'),
    creditItem(5, '政府补助收入', '4401'),
    creditItem(6, '投资收益', '4601'),
    creditItem(9, '其他收入', '4901'),
    total(11, '收入合计', INCOME),
    heading('二、费用'),
    debitItem(12, '（一）业务活动成本', '5101'),
    debitItem(21, '（二）管理费用', '5201'),
    debitItem(24, '（三）筹资费用', '5301'),
    debitItem(28, '（四）其他费用', '5401'),
    total(35, '费用合计', EXPENSES),
    { ...creditItem(40, '三、限定性净资产转为非限定性净资产', '3101', '3102'), level: 0 },
    total(45, '四、净资产变动额（若为净资产减少额，以“－”号填列）', [11, -35, 40]),
  ],
  checks: [
    { name: '限定性净资产转为非限定性净资产的合计为零', left: [40], relation: '=', right: [] },
    { name: '净资产变动额＝收入合计－费用合计', left: [45], relation: '=', right: [11, -35] },
  ],
};
