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
const OTHER_IMPAIRMENT = ['其他长期投资减值准备'];
const RESTRICTABLE = ['4101', '4201', '4301', '4401', '4501', '4601'];
const RESTRICTED = ['410102', '420102', '430102', '440102', '450102', '460102'];
const UNRESTRICTED = [
  ...['3101', '3201', '4701', '4901'],
  ...['5101', '5201', '5301', '5401', '5501', '5601', '5901'],
];

/** 民间非营利组织会计制度（财会〔2024〕25号）资产负债表; rows are numbered in the order of the lines; agency money inside the cash accounts is shown as 受托代理资产. */
export const NON_PROFIT_2024_BALANCE_SHEET: StatementDefinition = {
  standard: 'non-profit-2024',
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
    debitItem(5, '存货', '1201', '1202'),
    debitItem(6, '待摊费用', '1301'),
    debitItem(7, '一年内到期的长期投资'),
    debitItem(8, '其他流动资产'),
    total(9, '流动资产合计', [1, 2, 3, 4, 5, 6, 7, 8]),
    heading('非流动资产：'),
    debitItem(10, '长期股权投资', '1401', {
      account: '1421',
      exceptDetails: [...DEBT_IMPAIRMENT, ...OTHER_IMPAIRMENT],
    }),
    debitItem(11, '长期债权投资', '1402', { account: '1421', details: DEBT_IMPAIRMENT }),
    debitItem(12, '其他长期投资', '1403', { account: '1421', details: OTHER_IMPAIRMENT }),
    debitItem(13, '固定资产原价', '1501'),
    creditItem(14, '减：累计折旧', '1502'),
    total(15, '固定资产净值', [13, -14]),
    debitItem(16, '在建工程', '1505'),
    debitItem(17, '文物资源', '1506'),
    debitItem(18, '固定资产清理', '1509'),
    debitItem(19, '无形资产原价', '1601'),
    creditItem(20, '减：累计摊销', '1602'),
    total(21, '无形资产净值', [19, -20]),
    debitItem(22, '长期待摊费用', '1701'),
    total(23, '非流动资产合计', [10, 11, 12, 15, 16, 17, 18, 21, 22]),
    debitItem(24, '受托代理资产', '1801', ...sourcesOf(MONEY, { details: AGENCY })),
    total(25, '资产总计', [9, 23, 24]),
    heading('流动负债：'),
    creditItem(26, '短期借款', '2101'),
    creditItem(27, '应付款项', '2201', '2202', '2209'),
    creditItem(28, '应付职工薪酬', '2204'),
    creditItem(29, '应交税费', '2206'),
    creditItem(30, '预收账款', '2203'),
    creditItem(31, '预提费用', '2301'),
    creditItem(32, '一年内到期的长期负债'),
    creditItem(33, '其他流动负债'),
    total(34, '流动负债合计', [26, 27, 28, 29, 30, 31, 32, 33]),
    heading('非流动负债：'),
    creditItem(35, '长期借款', '2501'),
    creditItem(36, '长期应付款', '2502'),
    creditItem(37, '预计负债', '2503'),
    creditItem(38, '其他非流动负债'),
    total(39, '非流动负债合计', [35, 36, 37, 38]),
    creditItem(40, '受托代理负债', '2601'),
    total(41, '负债合计', [34, 39, 40]),
    heading('净资产：'),
    creditItem(
      42,
      '非限定性净资产',
      ...UNRESTRICTED,
      ...sourcesOf(RESTRICTABLE, { except: RESTRICTED }),
    ),
    creditItem(43, '限定性净资产', '3102', ...RESTRICTED),
    total(44, '净资产合计', [42, 43]),
    total(45, '负债和净资产总计', [41, 44]),
  ],
  checks: [
    { name: '资产总计＝负债和净资产总计', left: [25], relation: '=', right: [45] },
    { name: '受托代理资产＝受托代理负债', left: [24], relation: '=', right: [40] },
  ],
};
