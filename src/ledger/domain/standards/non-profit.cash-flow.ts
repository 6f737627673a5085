import {
  LOAN_INTEREST,
  moneyIn,
  moneyOut,
  type CashFlowRule,
  type CashFlowTable,
} from './cash-flow-table.js';

/** 民间非营利组织会计制度（财会〔2004〕7号）会民非03表 现金流量表; the rows between are sums. */
const ITEMS = [
  moneyIn('1', '接受捐赠收到的现金'),
  moneyIn('2', '收取会费收到的现金'),
  moneyIn('3', '提供服务收到的现金'),
  moneyIn('4', '销售商品收到的现金'),
  moneyIn('5', '政府补助收到的现金'),
  moneyIn('8', '收到的其他与业务活动有关的现金'),
  moneyOut('14', '提供捐赠或者资助支付的现金'),
  moneyOut('15', '支付给员工以及为员工支付的现金'),
  moneyOut('16', '购买商品、接受服务支付的现金'),
  moneyOut('19', '支付的其他与业务活动有关的现金'),
  moneyIn('25', '收回投资所收到的现金'),
  moneyIn('26', '取得投资收益所收到的现金'),
  moneyIn('27', '处置固定资产和无形资产所收回的现金'),
  moneyIn('30', '收到的其他与投资活动有关的现金'),
  moneyOut('35', '购建固定资产和无形资产所支付的现金'),
  moneyOut('36', '对外投资所支付的现金'),
  moneyOut('39', '支付的其他与投资活动有关的现金'),
  moneyIn('45', '借款所收到的现金'),
  moneyIn('48', '收到的其他与筹资活动有关的现金'),
  moneyOut('51', '偿还借款所支付的现金'),
  moneyOut('52', '偿付利息所支付的现金'),
  moneyOut('55', '支付的其他与筹资活动有关的现金'),
];

/** What has the same code in both systems. */
const COMMON: readonly CashFlowRule[] = [
  // 捐赠、会费、服务、商品、政府补助收入和投资收益；退还的冲减本行
  { accounts: ['4101'], moneyIn: '1', moneyOut: '1' },
  { accounts: ['4201'], moneyIn: '2', moneyOut: '2' },
  { accounts: ['4301'], moneyIn: '3', moneyOut: '3' },
  { accounts: ['4401'], moneyIn: '5', moneyOut: '5' },
  { accounts: ['4501'], moneyIn: '4', moneyOut: '4' },
  { accounts: ['4601'], moneyIn: '26', moneyOut: '26' },
  { accounts: ['4901'], moneyIn: '8', moneyOut: '8' },
  // 应收票据、应收账款、预收账款
  { accounts: ['1111', '1121', '2203'], moneyIn: '3' },
  // 预付账款、存货、应付票据、应付账款
  { accounts: ['1141', '1201', '2201', '2202'], moneyOut: '16' },
  { accounts: ['2204'], moneyOut: '15' },
  // 业务活动成本 of a community fund is aid in the main; what was bought is marked by hand as 16.
  { accounts: ['5101'], moneyIn: '14', moneyOut: '14' },
  { accounts: ['1101', '1401', '1402', '1403'], moneyIn: '25', moneyOut: '36' },
  { accounts: ['1501', '1505', '1506', '1509', '1601'], moneyIn: '27', moneyOut: '35' },
  { accounts: ['2101', '2501'], moneyIn: '45', moneyOut: '51' },
  { accounts: ['2502'], moneyIn: '48', moneyOut: '55' },
];

/**
 * 筹资费用: interest on loans is 偿付利息, what else is paid (募款活动费) is of financing. What comes in is interest of deposits
 * that lessens the expense: it repays no financing, so it stands with 其他收入 in row 8 (财会〔2020〕9号 books it there).
 */
const financing = (account: string): CashFlowRule[] => [
  { accounts: [account], details: LOAN_INTEREST, moneyIn: '8', moneyOut: '52' },
  { accounts: [account], moneyIn: '8', moneyOut: '55' },
];

const table = (rules: readonly CashFlowRule[]): CashFlowTable => ({
  items: ITEMS,
  rules: [...COMMON, ...rules],
  otherIn: '8',
  otherOut: '19',
});

/** The codes of 2004 and 2024 collide: 5301 was 筹资费用 and is 管理费用. */
export const NON_PROFIT_CASH_FLOW = {
  'non-profit-2004': table([
    { accounts: ['5201', '5401'], moneyIn: '19', moneyOut: '19' },
    ...financing('5301'),
  ]),
  // 财会〔2024〕25号: the rows of its form are taken over from 2004 until the printed form can be compared.
  'non-profit-2024': table([
    { accounts: ['1701'], moneyOut: '35' },
    { accounts: ['5201', '5301', '5601', '5901'], moneyIn: '19', moneyOut: '19' },
    ...financing('5401'),
  ]),
} as const;
