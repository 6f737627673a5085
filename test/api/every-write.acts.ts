import { SHOP, LEASE } from '../integration/assets.fixture.js';
import { pdf } from '../support/document-files.js';
import type { Deed } from './every-write.fixture.js';
import { accrual, idOf } from './closed-month.fixture.js';

const C = '/api/v1/communities/511602002001';
const B = `${C}/books/1`;
const PEOPLE = `${C}/users`;
const MONTH = `${C}/months/2026-01`;

/** What a deed leaves for those that come after it. */
const left: Record<string, string> = {};
const keeps =
  (name: string): NonNullable<Deed['then']> =>
  (answer) => {
    left[name] = idOf(answer);
  };

const DOCUMENT = { title: '合同', kind: 'contract', form: 'electronic' };
const TEMPLATE = {
  name: '计提水费',
  lines: [
    { summary: '计提', accountCode: '112', side: 'debit', amount: '7.00' },
    { summary: '计提', accountCode: '501', side: 'credit', amount: '7.00' },
  ],
};
const STATEMENT = {
  title: '收支简表',
  columns: 'flow',
  lines: [{ row: 1, label: '租金', side: 'credit', sources: [{ account: '501' }] }],
};
const MAPPING = {
  name: '农商行',
  columns: {
    date: '交易日',
    days: 'day-month-year',
    amount: '发生额',
    direction: '借贷标志',
    balance: '账面余额',
    description: ['用途'],
  },
};
const REQUEST = {
  date: '2026-02-20',
  purpose: '添置桌椅',
  payee: '广安家具店',
  amount: '60.00',
  expenseAccountCode: '513',
  handledBy: '社区经办员',
};
const LADDER = {
  steps: [
    { above: '0', role: 'director' },
    { above: '500.00', role: 'party-secretary' },
    { above: '2000.00', role: 'supervisor' },
    { above: '9000.00', role: 'street-officer' },
  ],
  resolutionAbove: '9000.00',
  resolutionNo: '示社居代〔2026〕3号',
};

const PERSON = 'new-clerk';
const people: readonly Deed[] = [
  {
    route: 'CommunitiesController.create',
    who: 'admin',
    send: (p) =>
      p.post('/api/v1/communities', {
        code: '511602002009',
        name: '新社区',
        streetName: '北辰街道',
        districtName: '广安区',
      }),
  },
  {
    route: 'CommunitiesController.createUser',
    who: 'admin',
    send: (p) =>
      p.post(PEOPLE, {
        username: PERSON,
        name: '新会计',
        roles: ['accountant'],
        password: 'Test-password-1',
      }),
  },
  {
    route: 'PeopleController.setRoles',
    who: 'admin',
    send: (p) => p.put(`${PEOPLE}/${PERSON}/roles`, { roles: ['reviewer'] }),
  },
  {
    route: 'PeopleController.disable',
    who: 'admin',
    send: (p) => p.post(`${PEOPLE}/${PERSON}/disable`, { reason: '离任' }),
  },
  {
    route: 'PeopleController.enable',
    who: 'admin',
    send: (p) => p.post(`${PEOPLE}/${PERSON}/enable`, { reason: '返聘' }),
  },
  {
    route: 'PeopleController.resetPassword',
    who: 'admin',
    send: (p) => p.post(`${PEOPLE}/${PERSON}/password`),
  },
  {
    route: 'PeopleController.changePassword',
    who: 'auditor',
    send: (p) =>
      p.post('/api/v1/me/password', {
        currentPassword: 'Test-password-1',
        newPassword: 'Another-password-2',
      }),
  },
];

const names: readonly Deed[] = [
  {
    route: 'BookRulesController.decide',
    who: 'director',
    send: (p) => p.put(`${B}/posting-rules/refund`, { enabled: false, reason: '先查清收据' }),
  },
  {
    route: 'BookRulesController.settings',
    who: 'director',
    send: (p) => p.put(`${B}/settings`, { chiefAccountant: '钱主管' }),
  },
  {
    route: 'OversightController.changeSetting',
    who: 'secretary',
    send: (p) =>
      p.put(`${C}/supervision-settings`, { quorum: '2/3', majority: '1/2', noticeDays: 15 }),
  },
  {
    route: 'BankMappingsController.create',
    who: 'cashier',
    send: (p) => p.post(`${C}/bank-statement-mappings`, { code: 'nsh', ...MAPPING }),
  },
  {
    route: 'BankMappingsController.change',
    who: 'cashier',
    send: (p) => p.put(`${C}/bank-statement-mappings/nsh`, { ...MAPPING, name: '广安农商行' }),
  },
  {
    route: 'BankMappingsController.remove',
    who: 'cashier',
    send: (p) => p.delete(`${C}/bank-statement-mappings/nsh`),
  },
  {
    route: 'CompaniesController.register',
    who: 'accountant',
    send: (p) =>
      p.post(`${C}/companies`, {
        creditCode: '91350100M000100Y43',
        name: '示范社区物业服务有限公司',
        capital: '500000.00',
        scope: '物业管理',
        foundedOn: '2025-11-03',
        bookNo: 2,
      }),
  },
  {
    route: 'CashRulesController.setLimit',
    who: 'director',
    send: (p) => p.put(`${C}/books/2/cash-limit`, { amount: '800.00', basis: '开户银行核定' }),
  },
  {
    route: 'BooksController.createAccount',
    who: 'accountant',
    send: (p) => p.post(`${B}/accounts`, { code: '10109', name: '零星备用金', parentCode: '101' }),
  },
  {
    route: 'FundAccountsController.mark',
    who: 'accountant',
    send: (p) => p.post(`${B}/fund-accounts`, { accountCode: '10109', line: 'petty-cash' }),
  },
  {
    route: 'BooksController.createFund',
    who: 'accountant',
    send: (p) =>
      p.post(`${B}/funds`, { code: 'ROAD', name: '修路专款', purpose: '修路', restricted: true }),
  },
  {
    route: 'DimensionsController.create',
    who: 'accountant',
    send: (p) => p.post(`${B}/dimensions`, { code: 'project', name: '项目' }),
  },
  {
    route: 'DimensionsController.createItem',
    who: 'accountant',
    send: (p) => p.post(`${B}/dimensions/project/items`, { code: 'P1', name: '门面改造' }),
  },
  {
    route: 'DimensionsController.closeItem',
    who: 'accountant',
    send: (p) => p.post(`${B}/dimensions/project/items/P1/close`),
  },
  {
    route: 'DimensionsController.require',
    who: 'accountant',
    send: (p) => p.put(`${B}/accounts/514/dimensions`, { required: ['project'] }),
  },
  {
    route: 'CustomStatementsController.design',
    who: 'accountant',
    send: (p) => p.put(`${B}/custom-statements/simple`, STATEMENT),
  },
  {
    route: 'TemplatesController.create',
    who: 'accountant',
    send: (p) => p.post(`${B}/voucher-templates`, TEMPLATE),
    then: keeps('template'),
  },
  {
    route: 'TemplatesController.edit',
    who: 'accountant',
    send: (p) => p.put(`${B}/voucher-templates/${left['template']}`, TEMPLATE),
  },
  {
    route: 'TemplatesController.discard',
    who: 'accountant',
    send: (p) => p.delete(`${B}/voucher-templates/${left['template']}`),
  },
];

const drafting = (name: string): Deed => ({
  route: 'VouchersController.create',
  who: 'accountant',
  send: (p) => p.post(`${B}/vouchers`, accrual('2026-02-20')),
  then: keeps(name),
});
const asking = (name: string): Deed => ({
  route: 'RequestsController.draft',
  who: 'accountant',
  send: (p) => p.post(`${B}/payment-requests`, REQUEST),
  then: keeps(name),
});
const onRequest = (
  handler: string,
  who: string,
  name: string,
  body: object = {},
  verb = handler,
): Deed => ({
  route: `RequestsController.${handler}`,
  who,
  send: (p) => p.post(`${B}/payment-requests/${left[name]}/${verb}`, body),
});

const papers: readonly Deed[] = [
  drafting('draft'),
  drafting('other'),
  {
    route: 'VouchersController.reviewBatch',
    who: 'reviewer',
    send: (p) => p.post(`${B}/vouchers/review`, { ids: [left['draft']] }),
  },
  {
    route: 'VouchersController.giveBack',
    who: 'reviewer',
    send: (p) => p.post(`${B}/vouchers/${left['draft']}/return`, { reason: '附件不全' }),
  },
  {
    route: 'VouchersController.review',
    who: 'reviewer',
    send: (p) => p.post(`${B}/vouchers/${left['other']}/review`),
  },
  {
    route: 'VouchersController.discard',
    who: 'accountant',
    send: (p) => p.delete(`${B}/vouchers/${left['draft']}`),
  },
  asking('bought'),
  {
    route: 'RequestsController.revise',
    who: 'accountant',
    send: (p) => p.put(`${B}/payment-requests/${left['bought']}`, { ...REQUEST, amount: '61.00' }),
  },
  onRequest('submit', 'accountant', 'bought'),
  onRequest('approve', 'director', 'bought', { opinion: '同意' }),
  onRequest('withdraw', 'accountant', 'bought', { reason: '不买了' }),
  asking('refused'),
  onRequest('submit', 'accountant', 'refused'),
  onRequest('reject', 'director', 'refused', { reason: '不急' }),
  {
    route: 'ApprovalLadderController.adopt',
    who: 'secretary',
    send: (p) => p.put(`${C}/approval-ladder`, LADDER),
  },
  {
    route: 'DocumentsController.upload',
    who: 'accountant',
    send: (p) =>
      p.upload(
        `${C}/documents?title=contract&kind=contract&form=electronic`,
        pdf('新合同'),
        'application/pdf',
      ),
    then: keeps('document'),
  },
  {
    route: 'DocumentsController.correct',
    who: 'accountant',
    send: (p) => p.put(`${C}/documents/${left['document']}`, { ...DOCUMENT, amount: '12.00' }),
  },
  {
    route: 'PropertiesController.create',
    who: 'accountant',
    send: (p) => p.post(`${C}/properties`, { ...SHOP, code: 'ZC-101' }),
  },
  {
    route: 'PropertiesController.import',
    who: 'accountant',
    send: (p) => p.post(`${C}/properties/import`, { properties: [{ ...SHOP, code: 'ZC-102' }] }),
  },
  {
    route: 'PropertiesController.changeState',
    who: 'accountant',
    send: (p) => p.post(`${C}/properties/ZC-102/state`, { state: 'own-use', since: '2026-02-10' }),
  },
  {
    route: 'LeasesController.create',
    who: 'accountant',
    send: (p) =>
      p.post(`${C}/leases`, {
        ...LEASE,
        propertyCode: 'ZC-101',
        contractNo: '租〔2026〕9号',
        from: '2026-02-01',
        incomeAccountCode: '501',
        receivableAccountCode: '112',
      }),
  },
];

const meeting = (): string => `/api/v1/meetings/${left['meeting']}`;
const chair = 'supervisor-a';

/** The way of January, from a report that is given back to the answer to a resident. */
const month: readonly Deed[] = [
  {
    route: 'OversightController.return',
    who: 'secretary',
    send: (p) => p.post(`${MONTH}/return`, { reason: '漏记租金' }),
  },
  {
    route: 'OversightController.report',
    who: 'accountant',
    send: (p) => p.post(`${MONTH}/report`),
  },
  {
    route: 'MeetingsController.call',
    who: chair,
    send: (p) => p.post(`${MONTH}/meetings`, { date: '2026-02-21', place: '社区会议室' }),
    then: keeps('meeting'),
  },
  {
    route: 'MeetingsController.attend',
    who: chair,
    send: (p) =>
      p.put(`${meeting()}/attendance`, {
        present: ['supervisor-a.001', 'supervisor-b.001', 'supervisor-c.001'],
      }),
  },
  ...[chair, 'supervisor-b'].map((who): Deed => ({
    route: 'MeetingsController.vote',
    who,
    send: (p) => p.put(`${meeting()}/votes`, { votes: [{ item: 'all', choice: 'approve' }] }),
  })),
  {
    route: 'MeetingsController.conclude',
    who: chair,
    send: (p) => p.post(`${meeting()}/conclude`, { opinion: '账目清楚' }),
  },
  {
    route: 'MonthsController.publish',
    who: 'director',
    send: (p) => p.post(`${MONTH}/notice`),
  },
  {
    route: 'MonthsController.correct',
    who: 'director',
    send: (p) => p.post(`${MONTH}/notice/correction`, { reason: '漏印说明' }),
    then: keeps('notice'),
  },
  {
    route: 'PublicNoticesController.object',
    who: 'nobody',
    send: (p) =>
      p.post(`/api/v1/public/notices/${left['notice']}/objections`, { text: '保洁为何上涨？' }),
    then: keeps('objection'),
  },
  {
    route: 'ObjectionsController.reply',
    who: 'director',
    send: (p) => p.post(`/api/v1/objections/${left['objection']}/reply`, { text: '用工增加一人' }),
  },
];

/** Every write of a standing community that puts nothing into a month, in the order in which life brings them. */
export const DEEDS: readonly Deed[] = [...people, ...names, ...papers, ...month];

/** When the notice has hung. */
export const SEALING: Deed = {
  route: 'MonthsController.seal',
  who: 'accountant',
  send: (p) => p.post(`${MONTH}/seal`),
};

const filing = (): string => `/api/v1/filings/${left['filing']}`;
const onFiling = (handler: string, who: string, verb: string, body: object = {}): Deed => ({
  route: handler,
  who,
  send: (p) => p.post(`${filing()}/${verb}`, body),
});
const signed: readonly Deed[] = ['accountant', 'director', 'secretary', 'supervisor-a'].map((who) =>
  onFiling('FilingsController.sign', who, 'sign'),
);
const compiling: Deed = {
  route: 'FilingsController.compile',
  who: 'accountant',
  send: (p) => p.post(`${C}/filings`, { quarter: '2026-Q1' }),
  then: keeps('filing'),
};

/** A quarter that is withdrawn once, given back once and then accepted. */
export const QUARTER: readonly Deed[] = [
  compiling,
  onFiling('FilingsController.withdraw', 'accountant', 'withdraw', { reason: '漏填计划' }),
  compiling,
  ...signed,
  onFiling('FilingsController.submit', 'secretary', 'submit'),
  onFiling('StreetController.giveBack', 'street', 'return', { reasons: '缺说明' }),
  compiling,
  ...signed,
  onFiling('FilingsController.submit', 'secretary', 'submit'),
  onFiling('StreetController.accept', 'street', 'accept', { opinion: '同意备案' }),
];

const resolved = { resolutionNo: '社居决〔2025〕12号', resolvedOn: '2025-12-30' };
const drafted = (bookNo: number, handler: string, what: string, body: object = {}): Deed => ({
  route: `YearEndController.${handler}`,
  who: 'accountant',
  send: (p) => p.post(`${C}/books/${bookNo}/year-end/2025/${what}`, body),
  then: ({ body: answer }) => {
    const { vouchers } = answer as { vouchers: { id: string }[] };
    left['vouchers'] = vouchers.map(({ id }) => id).join();
  },
});
const ids = (): string[] => (left['vouchers'] ?? '').split(',');
const booked = (bookNo: number): readonly Deed[] => [
  {
    route: 'VouchersController.reviewBatch',
    who: 'reviewer',
    send: (p) => p.post(`${C}/books/${bookNo}/vouchers/review`, { ids: ids() }),
  },
  {
    route: 'VouchersController.postBatch',
    who: 'accountant',
    send: (p) => p.post(`${C}/books/${bookNo}/vouchers/post`, { ids: ids() }),
  },
];

/** December of three books: transferred, and of the company distributed. */
export const YEAR_END: readonly Deed[] = [
  ...[1, 2, 3].flatMap((bookNo) => [drafted(bookNo, 'transfer', 'transfer'), ...booked(bookNo)]),
  drafted(2, 'distribution', 'distribution', { ...resolved, owners: '3000.00' }),
  ...booked(2),
];

/** What the new year brings after the supervisors approved December; corrected is a voucher of the old year in book 1. */
export const NEW_YEAR = (corrected: () => string): readonly Deed[] => [
  {
    route: 'YearEndController.changeStandard',
    who: 'accountant',
    send: (p) =>
      p.post(`${C}/books/3/standard-change`, { standard: 'non-profit-2024', date: '2026-01-01' }),
  },
  {
    route: 'CorrectionsController.correctPriorYear',
    who: 'accountant',
    send: (p) =>
      p.post(`${B}/vouchers/${corrected()}/correct-prior-year`, {
        date: '2026-01-08',
        reason: '上年多记',
        lines: [
          { summary: '上年多记补贴', accountCode: '212', debit: '8.00' },
          { summary: '上年多记补贴', accountCode: '504', credit: '8.00' },
        ],
      }),
  },
  {
    route: 'BooksController.createBook',
    who: 'accountant',
    send: (p) =>
      p.post(`${C}/books`, {
        kind: 'collective',
        name: '新账',
        standard: 'rural-collective-2023',
        openedOn: '2026-01-01',
      }),
  },
  {
    route: 'OpeningImportController.importTable',
    who: 'accountant',
    send: (p) =>
      p.upload(
        `${C}/books/4/opening-balances/imports`,
        Buffer.from(
          '科目编码,科目名称,方向,金额,专项代码\n102,银行存款,借,100.00,\n301,资本,贷,100.00,\n',
        ),
        'text/csv',
      ),
  },
];
