import {
  accrual,
  explanation,
  idOf,
  imported,
  matchOf,
  receipt,
  type Act,
  type Standing,
} from './closed-month.fixture.js';

let s: Standing;

/** Says in which community the acts are done from now on. */
export function actIn(standing: Standing): void {
  s = standing;
}

const C = (): string => s.n.base;
const B = (bookNo = 1): string => `${C()}/books/${bookNo}`;
const TWO = (accrual('') as { lines: object[] }).lines;
const DATE = ['month-not-open', '/date'] as const;
const MONTH = ['month-not-open'] as const;
const reason = '记错';

/** Every act that could put money or a document into a month. */
export const ACTS: readonly Act[] = [
  {
    route: 'VouchersController.create',
    who: 'accountant',
    refused: DATE,
    send: (p, { day }) => p.post(`${B()}/vouchers`, accrual(day)),
  },
  {
    route: 'VouchersController.createBatch',
    who: 'accountant',
    refused: ['month-not-open', '/vouchers/1/date'],
    send: (p, { day }) =>
      p.post(`${B()}/vouchers/batch`, { vouchers: [accrual('2026-02-20'), accrual(day)] }),
  },
  {
    route: 'VouchersController.edit',
    who: 'accountant',
    refused: DATE,
    send: (p, { day }) => p.put(`${B()}/vouchers/${s.drafted}`, accrual(day)),
  },
  {
    route: 'VouchersController.edit',
    who: 'accountant',
    refused: DATE,
    send: (p, { day, open }) =>
      p.put(`${B()}/vouchers/${open ? s.drafted : s.planted[0]}`, accrual(day)),
  },
  {
    route: 'VouchersController.post',
    who: 'accountant',
    refused: MONTH,
    send: (p, { open }) => p.post(`${B()}/vouchers/${open ? s.reviewed[0] : s.planted[1]}/post`),
  },
  {
    route: 'VouchersController.postBatch',
    who: 'accountant',
    refused: MONTH,
    send: (p, { open }) =>
      p.post(`${B()}/vouchers/post`, {
        ids: open ? [s.reviewed[1]] : [s.reviewed[1], s.planted[1]],
      }),
  },
  {
    route: 'VouchersController.reverse',
    who: 'accountant',
    refused: DATE,
    send: (p, { day }) => p.post(`${B()}/vouchers/${s.accrued[0]}/reverse`, { date: day, reason }),
  },
  {
    route: 'CorrectionsController.correct',
    who: 'accountant',
    refused: DATE,
    send: (p, { day }) =>
      p.post(`${B()}/vouchers/${s.accrued[1]}/correct`, { date: day, reason, lines: TWO }),
  },
  {
    route: 'CorrectionsController.adjust',
    who: 'accountant',
    refused: DATE,
    send: (p, { day }) =>
      p.post(`${B()}/vouchers/${s.accrued[2]}/adjust`, {
        date: day,
        reason,
        lines: [1, 2].map((lineNo) => ({ lineNo, amount: '50.00' })),
      }),
  },
  {
    route: 'ImportsController.importTable',
    who: 'accountant',
    refused: ['import-rejected'],
    send: (p, { day }) => p.upload(`${B()}/imports`, imported(day), 'text/csv'),
  },
  {
    route: 'TemplatesController.use',
    who: 'accountant',
    refused: DATE,
    send: (p, { day }) =>
      p.post(`${B()}/voucher-templates/${s.templateId}/use`, { date: day, attachmentCount: 1 }),
  },
  {
    route: 'TemplatesController.makeDue',
    who: 'accountant',
    refused: ['month-not-open', '/month'],
    send: (p, { month }) => p.post(`${B()}/recurring-vouchers`, { month }),
  },
  {
    route: 'BooksController.createBook',
    who: 'accountant',
    refused: ['month-not-open', '/openedOn'],
    send: (p, { month }) =>
      p.post(`${C()}/books`, {
        kind: 'collective',
        name: '新账',
        standard: 'rural-collective-2023',
        openedOn: `${month}-01`,
      }),
  },
  {
    route: 'BooksController.setOpeningBalances',
    who: 'accountant',
    // The report was drawn over them.
    refused: ['opening-balances-closed'],
    send: (p, { open }) =>
      p.put(`${B(open ? 4 : 2)}/opening-balances`, {
        lines: [
          { accountCode: open ? '102' : '1122', side: 'debit', amount: '100.00' },
          { accountCode: open ? '301' : '3001', side: 'credit', amount: '100.00' },
        ],
      }),
  },
  {
    route: 'ReceiptsController.receive',
    who: 'cashier',
    refused: DATE,
    send: (p, { day }) => p.post(`${B()}/receipts`, receipt(day)),
  },
  {
    route: 'ReceiptsController.refund',
    who: 'cashier',
    refused: DATE,
    send: (p, { day }) =>
      p.post(`${B()}/receipts/${s.receiptId}/refund`, {
        date: day,
        amount: '1.00',
        reason: '多收',
      }),
  },
  {
    route: 'PaymentsController.allocate',
    who: 'cashier',
    refused: DATE,
    send: (p, { day }) => p.post(`${B()}/allocations`, { date: day, amount: '5.00' }),
  },
  {
    route: 'PaymentsController.pay',
    who: 'cashier',
    refused: DATE,
    send: (p, { day }) => p.post(`${B()}/payments`, { requestId: s.requestId, date: day }),
  },
  {
    route: 'TransfersController.transfer',
    who: 'cashier',
    refused: DATE,
    send: (p, { day }) =>
      p.post(`${C()}/transfers`, {
        fromBookNo: 1,
        toBookNo: 3,
        amount: '9.00',
        kind: 'donation',
        date: day,
      }),
    then: (answer) => {
      s.left.transfer = idOf(answer);
    },
  },
  {
    route: 'CharityController.receive',
    who: 'cashier',
    refused: DATE,
    send: (p, { day }) =>
      p.post(`${B(3)}/donations`, { date: day, amount: '20.00', donor: '王先生', fundCode: 'ZL' }),
  },
  {
    route: 'RentsController.due',
    who: 'accountant',
    refused: ['month-not-open', '/through'],
    send: (p, { day }) => p.post(`${C()}/rents/due`, { through: day }),
  },
  {
    route: 'RentsController.receive',
    who: 'cashier',
    refused: DATE,
    send: (p, { day }) =>
      p.post(`${C()}/rents/${s.rentId}/receive`, { date: day, amount: '100.00' }),
  },
  {
    route: 'LeasesController.terminate',
    who: 'accountant',
    refused: ['month-not-open', '/postingDate'],
    send: (p, { day }) =>
      p.post(`${C()}/leases/${s.leaseId}/terminate`, {
        date: '2026-01-31',
        reason: '退租',
        postingDate: day,
      }),
  },
  {
    route: 'BankStatementsController.enter',
    who: 'cashier',
    refused: ['month-not-open', '/month'],
    send: (p, { month, open }) =>
      p.post(`${B()}/bank-statements`, {
        accountCode: '10201',
        month,
        openingBalance: '5900.00',
        closingBalance: '6800.00',
        lines: [{ date: open ? '2026-02-05' : '2026-01-05', description: '转入', in: '900.00' }],
      }),
    then: (answer) => {
      s.left.statement = idOf(answer);
    },
  },
  {
    route: 'ReconciliationsController.match',
    who: 'accountant',
    refused: MONTH,
    send: (p, { month }) => p.post(`${B()}/reconciliations/${month}/match`, { automatic: true }),
    then: ({ body }) => {
      s.left.match = matchOf(body);
    },
  },
  {
    route: 'ReconciliationsController.unmatch',
    who: 'accountant',
    refused: MONTH,
    send: (p, { month, open }) =>
      p.delete(`${B()}/reconciliations/${month}/matches/${open ? s.left.match : s.matchId}`),
  },
  {
    route: 'BankStatementsController.remove',
    who: 'accountant',
    refused: MONTH,
    send: (p, { open }) =>
      p.delete(`${B()}/bank-statements/${open ? s.left.statement : s.statementId}`),
  },
  {
    route: 'BankStatementsController.enter',
    who: 'cashier',
    refused: ['month-not-open', '/month'],
    send: (p, { month, open }) =>
      p.post(`${B(open ? 4 : 1)}/bank-statements`, {
        accountCode: open ? '102' : '10202',
        month,
        openingBalance: '100.00',
        closingBalance: '100.00',
        lines: [],
      }),
  },
  {
    route: 'ReconciliationsController.confirm',
    who: 'accountant',
    refused: MONTH,
    send: (p, { month, open }) => p.post(`${B(open ? 4 : 1)}/reconciliations/${month}/confirm`, {}),
  },
  {
    route: 'CashCountsController.record',
    who: 'cashier',
    refused: ['month-not-open', '/month'],
    send: (p, { month, day, open }) =>
      p.post(`${B()}/cash-counts`, {
        accountCode: '10101',
        month,
        ...(open ? { date: day } : {}),
        counted: '30.00',
        witness: 'accountant.001',
      }),
  },
  {
    route: 'CashRulesController.explain',
    who: 'accountant',
    refused: ['month-not-open', '/month'],
    send: (p, { month }) => p.post(`${B()}/cash-explanations`, explanation(month)),
  },
  {
    route: 'TransfersController.reverse',
    who: 'accountant',
    // Made in the open month, it would be cancelled before it was made.
    refused: ['reversal-not-allowed'],
    send: (p, { day }) =>
      p.post(`${C()}/transfers/${s.left.transfer}/reverse`, { date: day, reason: '误转' }),
  },
  {
    route: 'VoucherDocumentsController.attach',
    who: 'accountant',
    only: 'sealed',
    refused: ['voucher-documents-sealed'],
    send: (p, { open }) =>
      p.put(`${B()}/vouchers/${open ? s.reviewed[0] : s.accrued[3]}/documents`, {
        documentIds: [s.documentId],
      }),
  },
];
