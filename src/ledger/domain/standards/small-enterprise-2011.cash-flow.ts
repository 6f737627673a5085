import { LOAN_INTEREST, moneyIn, moneyOut, type CashFlowTable } from './cash-flow-table.js';

/** 小企业会计准则（财会〔2011〕17号）会小企03表 现金流量表, rows 1–18; 7 and 13 are sums. */
export const SMALL_ENTERPRISE_CASH_FLOW: CashFlowTable = {
  items: [
    moneyIn('1', '销售产成品、商品、提供劳务收到的现金'),
    moneyIn('2', '收到其他与经营活动有关的现金'),
    moneyOut('3', '购买原材料、商品、接受劳务支付的现金'),
    moneyOut('4', '支付的职工薪酬'),
    moneyOut('5', '支付的税费'),
    moneyOut('6', '支付其他与经营活动有关的现金'),
    moneyIn('8', '收回短期投资、长期债券投资和长期股权投资收到的现金'),
    moneyIn('9', '取得投资收益收到的现金'),
    moneyIn('10', '处置固定资产、无形资产和其他非流动资产收回的现金净额'),
    moneyOut('11', '短期投资、长期债券投资和长期股权投资支付的现金'),
    moneyOut('12', '购建固定资产、无形资产和其他非流动资产支付的现金'),
    moneyIn('14', '取得借款收到的现金'),
    moneyIn('15', '吸收投资者投资收到的现金'),
    moneyOut('16', '偿还借款本金支付的现金'),
    moneyOut('17', '偿还借款利息支付的现金'),
    moneyOut('18', '分配利润支付的现金'),
  ],
  rules: [
    // 主营业务收入、其他业务收入；退货款冲减本行
    { accounts: ['5001', '5051'], moneyIn: '1', moneyOut: '1' },
    // 应收票据、应收账款、预收账款
    { accounts: ['1121', '1122', '2203'], moneyIn: '1' },
    // 存货、应付票据、应付账款、预付账款
    {
      accounts: ['1123', '1401', '1402', '1403', '1404', '1405', '1408', '1411', '1421'],
      moneyOut: '3',
    },
    { accounts: ['2201', '2202'], moneyOut: '3' },
    // 生产成本、制造费用、工程施工、机械作业、营业成本
    {
      accounts: ['4001', '4101', '4401', '4403', '5401', '5402'],
      moneyIn: '3',
      moneyOut: '3',
    },
    { accounts: ['2211'], moneyOut: '4' },
    { accounts: ['2221', '5403', '5801'], moneyOut: '5' },
    // 销售费用、管理费用、营业外支出；收回的冲减本行
    { accounts: ['5601', '5602', '5711'], moneyIn: '6', moneyOut: '6' },
    { accounts: ['1101', '1501', '1511'], moneyIn: '8', moneyOut: '11' },
    { accounts: ['5111'], moneyIn: '9', moneyOut: '9' },
    { accounts: ['1131', '1132'], moneyIn: '9' },
    // 固定资产、在建工程、工程物资、清理、生物资产、无形资产、长期待摊费用
    {
      accounts: ['1601', '1604', '1605', '1606', '1621', '1701', '1801'],
      moneyIn: '10',
      moneyOut: '12',
    },
    // 研发支出、长期应付款
    { accounts: ['4301', '2701'], moneyOut: '12' },
    { accounts: ['2001', '2501'], moneyIn: '14', moneyOut: '16' },
    { accounts: ['3001', '3002'], moneyIn: '15' },
    // 应付利息，和直接记入财务费用的借款利息；手续费和没有明细的财务费用列行6，存款利息收入列行2
    { accounts: ['2231'], moneyOut: '17' },
    { accounts: ['5603'], details: LOAN_INTEREST, moneyOut: '17' },
    { accounts: ['2232', '3104'], moneyOut: '18' },
  ],
  otherIn: '2',
  otherOut: '6',
};
