import type { Side } from '../account.js';
import {
  creditItem,
  debitItem,
  type LineDefinition,
  ofWhich,
  sourcesOf,
  type StatementDefinition,
  total,
} from './statement-definition.js';

const INCOME = ['5001', '5051', '5111', '5301'];
const EXPENSES = ['5401', '5402', '5403', '5601', '5602', '5603', '5711', '5801'];
const PROPERTY_TAXES = ['城镇土地使用税', '房产税', '车船税', '印花税'];
const RESOURCE_FEES = ['教育费附加', '矿产资源补偿费', '排污费'];

/** A 其中 line: the sub-accounts of these names, blank when the book has none of them. */
function detail(
  row: number,
  label: string,
  account: string,
  names: readonly string[],
  side: Side = 'debit',
): LineDefinition {
  const item = side === 'debit' ? debitItem : creditItem;
  return ofWhich(item(row, label, { account, details: names }));
}

/** 小企业会计准则（财会〔2011〕17号）附录 财务报表格式及编制说明 利润表（会小企02表）, 32 rows and their printed relations. */
export const SMALL_ENTERPRISE_2011_INCOME: StatementDefinition = {
  standard: 'small-enterprise-2011',
  kind: 'income',
  form: '会小企02表',
  title: '利润表',
  columns: 'flow',
  lines: [
    { ...creditItem(1, '一、营业收入', '5001', '5051'), level: 0 },
    debitItem(2, '减：营业成本', '5401', '5402'),
    debitItem(3, '营业税金及附加', '5403'),
    detail(4, '其中：消费税', '5403', ['消费税']),
    detail(5, '营业税', '5403', ['营业税']),
    detail(6, '城市维护建设税', '5403', ['城市维护建设税']),
    detail(7, '资源税', '5403', ['资源税']),
    detail(8, '土地增值税', '5403', ['土地增值税']),
    detail(9, '城镇土地使用税、房产税、车船税、印花税', '5403', PROPERTY_TAXES),
    detail(10, '教育费附加、矿产资源补偿费、排污费', '5403', RESOURCE_FEES),
    debitItem(11, '销售费用', '5601'),
    detail(12, '其中：商品维修费', '5601', ['商品维修费']),
    detail(13, '广告费和业务宣传费', '5601', ['广告费和业务宣传费', '广告费', '业务宣传费']),
    debitItem(14, '管理费用', '5602'),
    detail(15, '其中：开办费', '5602', ['开办费']),
    detail(16, '业务招待费', '5602', ['业务招待费']),
    detail(17, '研究费用', '5602', ['研究费用']),
    debitItem(18, '财务费用', '5603'),
    detail(19, '其中：利息费用（收入以“－”号填列）', '5603', ['利息费用', '利息收入']),
    creditItem(20, '加：投资收益（损失以“－”号填列）', '5111'),
    total(21, '二、营业利润（亏损以“－”号填列）', [1, -2, -3, -11, -14, -18, 20]),
    creditItem(22, '加：营业外收入', '5301'),
    detail(23, '其中：政府补助', '5301', ['政府补助'], 'credit'),
    debitItem(24, '减：营业外支出', '5711'),
    detail(25, '其中：坏账损失', '5711', ['坏账损失']),
    detail(26, '无法收回的长期债券投资损失', '5711', ['无法收回的长期债券投资损失']),
    detail(27, '无法收回的长期股权投资损失', '5711', ['无法收回的长期股权投资损失']),
    detail(28, '自然灾害等不可抗力因素造成的损失', '5711', [
      '自然灾害等不可抗力因素造成的损失',
      '自然灾害等不可抗力损失',
    ]),
    detail(29, '税收滞纳金', '5711', ['税收滞纳金']),
    total(30, '三、利润总额（亏损总额以“－”号填列）', [21, 22, -24]),
    debitItem(31, '减：所得税费用', '5801'),
    total(32, '四、净利润（净亏损以“－”号填列）', [30, -31]),
  ],
  checks: [
    {
      name: '行21＝行1－行2－行3－行11－行14－行18＋行20',
      left: [21],
      relation: '=',
      right: [1, -2, -3, -11, -14, -18, 20],
    },
    { name: '行30＝行21＋行22－行24', left: [30], relation: '=', right: [21, 22, -24] },
    { name: '行32＝行30－行31', left: [32], relation: '=', right: [30, -31] },
    { name: '行3≥行4至行10', left: [3], relation: '≥', right: [4, 5, 6, 7, 8, 9, 10] },
    { name: '行11≥行12＋行13', left: [11], relation: '≥', right: [12, 13] },
    { name: '行14≥行15＋行16＋行17', left: [14], relation: '≥', right: [15, 16, 17] },
    { name: '行18≥行19', left: [18], relation: '≥', right: [19] },
    { name: '行22≥行23', left: [22], relation: '≥', right: [23] },
    { name: '行24≥行25至行29', left: [24], relation: '≥', right: [25, 26, 27, 28, 29] },
    {
      name: '净利润＝损益类科目净发生额',
      left: [32],
      relation: '=',
      right: { side: 'credit', sources: sourcesOf([...INCOME, ...EXPENSES]) },
    },
  ],
};
