import { describe, expect, test } from '@jest/globals';
import type { TableRow } from '../../../kernel/table-cell.js';
import { refusal } from '../refused.fixture.js';
import { readBankFile } from './bank-file.js';

/** Rows of cells; the cells of these files hold no commas but in amounts, written here with a bar. */
function rows(text: string): TableRow[] {
  return text
    .trim()
    .split('\n')
    .map((row, index) => ({
      number: index + 1,
      cells: row.split(',').map((cell) => cell.replaceAll('|', ',')),
    }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}

function said(text: string): unknown {
  return JSON.parse(JSON.stringify(readBankFile(rows(text))));
}

const OWN = '日期,摘要,对方户名,流水号,收入,支出,余额';

describe('our own template', () => {
  test('carries both balances and every column', () => {
    expect(
      said(`${OWN}
,期初余额,,,,,1|000.00
2026-01-05,物业费,张三,A1,300.50,,1|300.50
2026/1/6,保洁,保洁公司,A2,,200,1|100.50
,期末余额,,,,,1|100.50`),
    ).toEqual({
      format: 'gongzhang',
      openingBalance: '1000.00',
      closingBalance: '1100.50',
      ownAccounts: [],
      lines: [
        {
          date: '2026-01-05',
          amount: '300.50',
          description: '物业费',
          counterparty: '张三',
          reference: 'A1',
          balance: '1300.50',
          row: 3,
        },
        {
          date: '2026-01-06',
          amount: '-200.00',
          description: '保洁',
          counterparty: '保洁公司',
          reference: 'A2',
          balance: '1100.50',
          row: 4,
        },
      ],
    });
  });

  test.each([
    ['2026-01-05,费,,,,,', '收入', '缺少金额'],
    ['2026-01-05,费,,,1.00,2.00,', '收入', '收入和支出只能有一项'],
    ['2026-02-30,费,,,1.00,,', '日期', '“2026-02-30”不是日期'],
    ['2026-01-05,费,,,1.005,,', '收入', '“1.005”不是金额'],
    ['2026-01-05,费,,,１.00,,', '收入', '“１.00”不是金额'],
    ['2026-01-05,费,,,1e3,,', '收入', '“1e3”不是金额'],
    ['2026-01-05,费,,,1|00.00,,', '收入', '“1,00.00”不是金额'],
  ])('%s is refused at its row and column', (row, column, why) => {
    const refused = refusal(() => readBankFile(rows(`${OWN}\n2026-01-04,好,,,1.00,,\n${row}`)));
    expect(refused).toMatchObject({
      code: 'bank-file-malformed',
      errors: [{ pointer: `/rows/3/${column}` }],
    });
    expect(refused?.errors[0]?.detail).toContain(why);
  });

  test('sums among the lines are no lines: those of a page are passed over, the last must agree', () => {
    const file = (sum: string): string => `${OWN}
,期初余额,,,,,1|000.00
2026-01-05,物业费,张三,A1,300.00,,1|300.00
2026-01-31,本月合计,,,300.00,0.00,1|300.00
2026-01-31,合 计,,,${sum},(0.00),1|300.00`;
    expect(said(file('300.00'))).toMatchObject({ lines: [{ row: 3 }], closingBalance: '1300.00' });
    expect(refusal(() => readBankFile(rows(file('300.01'))))).toMatchObject({
      code: 'bank-file-malformed',
      errors: [{ pointer: '/rows/5/收入' }],
    });
  });

  test('a file without known titles is refused with the formats that are read', () => {
    expect(refusal(() => readBankFile(rows('甲,乙\n1,2')))).toMatchObject({
      code: 'bank-file-unknown',
    });
  });
});

describe('the banks’ own files', () => {
  test('农业银行：signed amounts, days without separators, short rows, blanks in a title', () => {
    expect(
      said(`交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日 志 号,交易渠道,交易附言
20240101,123456,转存,+10000.00,11000.00,哈哈,369396693,超级网银,转账
20240103,,正常还款,-345.89,10654.11,12341234,111222333
20240104,,结息,+0.01,10654.12,--,0000000000,,个人活期结息
20240104,,利息税,+0.00,10654.12,--,0000000000,,个人活期结息`),
    ).toMatchObject({
      format: 'abc',
      openingBalance: '1000.00',
      closingBalance: '10654.12',
      lines: [
        { date: '2024-01-01', amount: '10000.00', description: '转存 转账', counterparty: '哈哈' },
        { amount: '-345.89', reference: '111222333' },
        { amount: '0.01', description: '结息 个人活期结息', counterparty: null },
      ],
    });
  });

  test('中国银行：a title line above, newest first, dashes for nothing', () => {
    expect(
      said(`中国银行交易流水明细单
记账日期,记账时间,币别,金额,余额,交易名称,渠道,网点名称,附言,对方账户名,对方卡号/账号,对方开户行,借记卡号
2025-08-22,17:57:17,人民币,-71.89,3|240.28,无卡支付,线上,-------------------,----------,张三,6226******5669,-------------------,3167
2025-08-22,12:24:20,人民币,-326.00,3|312.17,网上快捷支付,银企对接,-------------------,支付宝-李四,支付宝-李四,Z200******010N,-------------------,3167
2025-08-19,10:52:29,人民币,50.00,3|638.17,网上快捷退款,银企对接,-------------------,----------,支付宝,Z200,-----,3167`),
    ).toMatchObject({
      format: 'boc',
      openingBalance: '3588.17',
      closingBalance: '3240.28',
      lines: [
        { date: '2025-08-19', amount: '50.00', balance: '3638.17', row: 5 },
        { amount: '-326.00', description: '网上快捷支付 支付宝-李四' },
        { amount: '-71.89', description: '无卡支付', counterparty: '张三' },
      ],
    });
  });

  test('招商银行：signed amounts with thousands', () => {
    expect(
      said(`记账日期,货币,交易金额,联机余额,交易摘要,对手信息,客户摘要
2024-01-01,CNY,1|234.00,1|271.66,代发,公积金中心,约定提取
2024-01-01,CNY,-1|000.00,271.66,转账汇款,张三,转账`),
    ).toMatchObject({
      format: 'cmb',
      openingBalance: '37.66',
      closingBalance: '271.66',
      lines: [{ amount: '1234.00' }, { amount: '-1000.00', counterparty: '张三' }],
    });
  });

  test('工商银行：two columns filled up with TABs, a head above and a total below', () => {
    expect(
      said(`明细查询文件下载

卡号: 1234****9876,卡别名: 无

交易日期,摘要,交易详情,交易场所,交易国家或地区简称,钞/汇,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名,对方账户
2023-05-02     \t,消费      \t,     \t,麦当劳   \t,CHN  \t,钞\t,-   \t,-  \t,-\t,    \t,13.40    \t,人民币  \t,986.60   \t,财付通     \t,1234
2023-04-22     \t,他行汇入  \t,     \t,         \t,CHN  \t,钞\t,-   \t,-  \t,-\t,1|000.00\t,         \t,人民币  \t,1|000.00 \t,李四       \t,1234
人民币合计,,,,,,,,,1|000.00,13.40`),
    ).toMatchObject({
      format: 'icbc',
      openingBalance: '0.00',
      closingBalance: '986.60',
      lines: [
        { date: '2023-04-22', amount: '1000.00', description: '他行汇入', counterparty: '李四' },
        { date: '2023-05-02', amount: '-13.40', description: '消费 麦当劳' },
      ],
    });
  });
});
