import type { MonthReport, ReportedBook } from '../../oversight/domain/month-report.js';
import type { FilingHead, MonthSource, QuarterSources } from './compile-filing.js';
import type { FiledStatement } from './filing-data.js';

const CHAIN = {
  1: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  2: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
} as const;

const STATEMENT: FiledStatement = {
  kind: 'balance-sheet',
  title: '资产负债表',
  form: '会农01表',
  columns: 'position',
  rows: [
    { row: null, label: '流动资产：', level: 0, first: null, second: null },
    { row: 1, label: '货币资金', level: 1, first: '434236.00', second: '3577141.00' },
    { row: 2, label: '短期投资', level: 1, first: '5550000.00', second: '5550000.00' },
    { row: 8, label: '流动资产合计', level: 0, first: '5984236.00', second: '9127141.00' },
  ],
};

/** The accounts on the other side of what is received and paid. */
const ACCOUNTS = {
  1: {
    fee: { code: '50104', name: '经营收入—物业管理费' },
    wage: { code: '51105', name: '经营支出—保安服务费' },
  },
  2: {
    fee: { code: '500101', name: '主营业务收入—技术服务收入' },
    wage: { code: '560201', name: '管理费用—职工薪酬' },
  },
} as const;

const MOVE = {
  date: '2026-01-05',
  counterparty: null,
  counterpartyKind: null,
  handledBy: null,
  approvedBy: [],
};

type Flow = readonly [opening: string, income: string, expenditure: string, closing: string];

function book(
  bookNo: 1 | 2,
  [opening, incomeTotal, expenditureTotal, closing]: Flow,
  pettyCash: string,
): ReportedBook {
  const collective = bookNo === 1;
  const item = collective ? '物业管理费' : '技术服务费';
  const { fee, wage } = ACCOUNTS[bookNo];
  return {
    bookNo,
    kind: collective ? 'collective' : 'company',
    name: collective ? '集体资产账' : '社区公司账',
    standard: collective ? 'rural-collective-2023' : 'small-enterprise-2011',
    movements: {
      opening,
      income: [
        {
          ...MOVE,
          id: `${bookNo}:记-1`,
          voucher: '记-1',
          item,
          nature: 'income',
          account: fee,
          amount: incomeTotal,
        },
      ],
      incomeTotal,
      expenditure: [
        {
          ...MOVE,
          id: `${bookNo}:记-2`,
          voucher: '记-2',
          item: '工资',
          nature: 'expense',
          account: wage,
          amount: expenditureTotal,
        },
      ],
      expenditureTotal,
      closing,
      pettyCash,
      pettyCashSpent: [],
      pettyCashSpentTotal: '0.00',
    },
    receivables: collective ? [{ accountCode: '11201', name: '应收租金', amount: '1250.00' }] : [],
    receivablesTotal: collective ? '1250.00' : '0.00',
    payables: collective ? [{ accountCode: '21104', name: '装修保证金', amount: '20000.00' }] : [],
    payablesTotal: collective ? '20000.00' : '0.00',
    investments: collective
      ? [{ accountCode: '11101', name: '短期投资—定期存款', amount: '5550000.00' }]
      : [],
    investmentsTotal: collective ? '5550000.00' : '0.00',
    recognised: { income: incomeTotal, expense: expenditureTotal },
    restriction: null,
    funds: [],
    trialBalance: [],
    chain: { seq: collective ? 120 : 31, head: CHAIN[bookNo] },
  };
}

function report(month: string, version: number, books: readonly ReportedBook[]): MonthReport {
  return {
    format: 'month-report/1',
    community: {
      code: '511602002001',
      name: '示范社区',
      streetName: '北辰街道',
      districtName: '广安区',
    },
    month,
    version,
    reportedAt: '2026-04-02T01:00:00.000Z',
    reportedBy: '会计甲',
    books,
    assets: {
      total: 24,
      leased: 21,
      idle: 2,
      ownUse: 1,
      receivableRent: '1250.00',
      arrears: [{ lease: '租-2025-003', tenant: '张*', amount: '1250.00', since: '2026-03-05' }],
      idleList: [
        { code: 'ZC-007', name: '幸福路12号门面', area: '86.50', unit: '㎡', since: '2026-02-11' },
        { code: 'ZC-011', name: '原锅炉房', area: null, unit: null, since: '2025-12-01' },
      ],
      changes: [],
      leases: [],
    },
    charity: {
      donations: 2,
      received: '1500.00',
      spent: '500.00',
      funds: [
        {
          code: 'JH01',
          name: '讲师与社区活动',
          purpose: '社区活动',
          restricted: true,
          opening: month === '2026-01' ? '0.00' : month === '2026-02' ? '1000.00' : '2000.00',
          received: '1500.00',
          used: '500.00',
          closing: month === '2026-01' ? '1000.00' : month === '2026-02' ? '2000.00' : '3000.00',
        },
      ],
    },
  };
}

function source(of: MonthReport, objections: number): MonthSource {
  const day = `${Number(of.month.slice(5)) + 1}`.padStart(2, '0');
  return {
    report: of,
    reportSha256: '5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8',
    meeting: {
      heldOn: `2026-${day}-03`,
      place: '社区会议室',
      members: 3,
      present: 3,
      presentNames: ['委员甲', '委员乙', '委员丙'],
      items: 2,
      approve: 3,
      reject: 0,
      abstain: 0,
      recused: 0,
      opinion: null,
    },
    notice: {
      id: '3f0c1a52-6a0e-4d1b-9c39-000000000001',
      publishedAt: `2026-${day}-04T02:00:00.000Z`,
      from: `2026-${day}-05`,
      through: `2026-${day}-19`,
      days: 15,
      objections,
      answered: objections,
    },
  };
}

/** The first quarter of a community with two books, its sums worked out by hand. */
export const QUARTER: QuarterSources = {
  months: [
    source(
      report('2026-01', 1, [
        book(1, ['434236.00', '2314731.00', '641999.00', '2106968.00'], '8078.00'),
        book(2, ['3446.83', '4200.00', '6510.42', '1136.41'], '0.00'),
      ]),
      1,
    ),
    source(
      report('2026-02', 2, [
        book(1, ['2106968.00', '2171278.00', '539041.00', '3739205.00'], '13296.00'),
        book(2, ['1136.41', '50000.00', '25879.61', '25256.80'], '0.00'),
      ]),
      0,
    ),
    source(
      report('2026-03', 1, [
        book(1, ['3739205.00', '407054.00', '599118.00', '3547141.00'], '30000.00'),
        book(2, ['25256.80', '40261.08', '32530.01', '32987.87'], '0.00'),
      ]),
      0,
    ),
  ],
  statements: new Map([[1, [STATEMENT]]]),
};

/** Who compiled it, and when. */
export const HEAD: FilingHead = {
  quarter: '2026-Q1',
  version: 1,
  documentNumber: '示范社区集报〔2026〕1号',
  code: '7G4K2M9QX0TB5R8W',
  compiledAt: '2026-04-08T02:00:00.000Z',
  compiledBy: '会计甲',
  dueOn: '2026-04-15',
  contact: '会计甲',
  phone: '0826-5550100',
  replaces: null,
  problems: ['老旧电梯大修资金尚缺口。'],
  plans: ['四月底前完成幸福路门面的招租。'],
};
