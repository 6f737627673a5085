import { AGENCY_DETAIL } from './agency-money.js';
import {
  creditItem,
  debitItem,
  heading,
  sourcesOf,
  type StatementDefinition,
  total,
} from './statement-definition.js';

const MONEY = ['1001', '1002', '1009'];
const AGENCY = [AGENCY_DETAIL];
const DEBT_IMPAIRMENT = ['长期债权投资减值准备'];
const RESTRICTABLE = ['4101', '4201', '4301', '4401', '4501', '4601'];
const RESTRICTED = ['410102', '420102', '430102', '440102', '450102', '460102'];
const UNRESTRICTED = ['3101', '4901', '5101', '5201', '5301', '5401'];

/** 民间非营利组织会计制度（财会〔2004〕7号）会计报表格式 资产负债表（会民非01表）; agency money inside the cash accounts is shown as 受托代理资产. */
export const NON_PROFIT_2004_BALANCE_SHEET: StatementDefinition = {
  standard: 'non-profit-2004',
  kind: 'balance-sheet',
  form: '会民非01表',
  title: '资产负债表',
  columns: 'position',
  lines: [
    heading('流动资产：'),
    debitItem(1, '货币资金', ...sourcesOf(MONEY, { exceptDetails: AGENCY })),
    debitItem(2, '短期投资', '1101', '1102'),
    debitItem(3, '应收款项', '1111', '1121', '1122', '1131'),
    debitItem(4, '预付账款', '1141'),
    debitItem(8, '存货', '1201', '1202'),
    debitItem(9, '待摊费用', '1301'),
    debitItem(15, '一年内到期的长期债权投资'),
    debitItem(18, '其他流动资产'),
    total(20, '流动资产合计', [1, 2, 3, 4, 8, 9, 15, 18]),
    heading('长期投资：'),
    debitItem(21, '长期股权投资', '1401', { account: '1421', exceptDetails: DEBT_IMPAIRMENT }),
    debitItem(24, '长期债权投资', '1402', { account: '1421', details: DEBT_IMPAIRMENT }),
    total(30, '长期投资合计', [21, 24]),
    heading('固定资产：'),
    debitItem(31, '固定资产原价', '1501'),
    creditItem(32, '减：累计折旧', '1502'),
    total(33, '固定资产净值', [31, -32]),
    debitItem(34, '在建工程', '1505'),
    debitItem(35, '文物文化资产', '1506'),
    debitItem(38, '固定资产清理', '1509'),
    total(40, '固定资产合计', [33, 34, 35, 38]),
    heading('无形资产：'),
    debitItem(41, '无形资产', '1601'),
    heading('受托代理资产：'),
    debitItem(51, '受托代理资产', '1701', ...sourcesOf(MONEY, { details: AGENCY })),
    total(60, '资产总计', [20, 30, 40, 41, 51]),
    heading('流动负债：'),
    creditItem(61, '短期借款', '2101'),
    creditItem(62, '应付款项', '2201', '2202', '2209'),
    creditItem(63, '应付工资', '2204'),
    creditItem(65, '应交税金', '2206'),
    creditItem(66, '预收账款', '2203'),
    creditItem(71, '预提费用', '2301'),
    creditItem(72, '预计负债', '2401'),
    creditItem(74, '一年内到期的长期负债'),
    creditItem(78, '其他流动负债'),
    total(80, '流动负债合计', [61, 62, 63, 65, 66, 71, 72, 74, 78]),
    heading('长期负债：'),
    creditItem(81, '长期借款', '2501'),
    creditItem(84, '长期应付款', '2502'),
    creditItem(88, '其他长期负债'),
    total(90, '长期负债合计', [81, 84, 88]),
    heading('受托代理负债：'),
    creditItem(91, '受托代理负债', '2601'),
    total(100, '负债合计', [80, 90, 91]),
    heading('净资产：'),
    creditItem(
      101,
      '非限定性净资产',
      ...UNRESTRICTED,
      ...sourcesOf(RESTRICTABLE, { except: RESTRICTED }),
    ),
    creditItem(105, '限定性净资产', '3102', ...RESTRICTED),
    total(110, '净资产合计', [101, 105]),
    total(120, '负债和净资产总计', [100, 110]),
  ],
  checks: [
    { name: '资产总计＝负债和净资产总计', left: [60], relation: '=', right: [120] },
    { name: '受托代理资产＝受托代理负债', left: [51], relation: '=', right: [91] },
  ],
};
