import { SHOP, LEASE } from '../integration/assets.fixture.js';
import { pdf } from '../support/document-files.js';
import { accrual } from './closed-month.fixture.js';
import { keeps, left, type Deed } from './every-write.fixture.js';
import { MONTH_DEEDS } from './every-write.months.js';
import { PEOPLE_DEEDS } from './every-write.people.js';

const C = '/api/v1/communities/511602002001';
const B = `${C}/books/1`;

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

/** Every write of a standing community that puts nothing into a month, in the order in which life brings them. */
export const DEEDS: readonly Deed[] = [...PEOPLE_DEEDS, ...names, ...papers, ...MONTH_DEEDS];
