import { keeps, left, type Deed } from './every-write.fixture.js';

const C = '/api/v1/communities/511602002001';
const B = `${C}/books/1`;
const MONTH = `${C}/months/2026-01`;

const meeting = (): string => `/api/v1/meetings/${left['meeting']}`;
const chair = 'supervisor-a';

/** The way of January, from a report that is given back to the answer to a resident. */
export const MONTH_DEEDS: readonly Deed[] = [
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
