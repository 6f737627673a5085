import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WriteLog, writeRoutes } from '../support/write-log.js';
import { ACTS, actIn } from './closed-month.acts.js';
import {
  CLOSED,
  OPEN,
  imported,
  standing,
  type Act,
  type Standing,
} from './closed-month.fixture.js';

let s: Standing;
let log: WriteLog;

/** Why these writes put neither money nor a document into a month. */
const TOUCH_NO_MONTH: Readonly<Record<string, readonly string[]>> = {
  'a person, a community or a rule': [
    'CommunitiesController.create',
    'CommunitiesController.createUser',
    'PeopleController.resetPassword',
    'PeopleController.setRoles',
    'PeopleController.disable',
    'PeopleController.enable',
    'PeopleController.changePassword',
    'BookRulesController.decide',
    'BookRulesController.settings',
    'OversightController.changeSetting',
    'ApprovalLadderController.adopt',
    'CashRulesController.setLimit',
    'BankMappingsController.create',
    'BankMappingsController.change',
    'BankMappingsController.remove',
    'CompaniesController.register',
  ],
  'a name to book under, without a date': [
    'BooksController.createAccount',
    'BooksController.createFund',
    'FundAccountsController.mark',
    'DimensionsController.create',
    'DimensionsController.createItem',
    'DimensionsController.closeItem',
    'DimensionsController.require',
    'CustomStatementsController.design',
    'TemplatesController.create',
    'TemplatesController.edit',
    'TemplatesController.discard',
  ],
  'a month that stands still has no drafts, and these neither date nor post one': [
    'VouchersController.discard',
    'VouchersController.review',
    'VouchersController.reviewBatch',
    'VouchersController.giveBack',
  ],
  'a request asks and reserves; what is paid is dated by the payment': [
    'RequestsController.draft',
    'RequestsController.revise',
    'RequestsController.submit',
    'RequestsController.approve',
    'RequestsController.reject',
    'RequestsController.withdraw',
  ],
  'a file belongs to no month until a voucher cites it': [
    'DocumentsController.upload',
    'DocumentsController.correct',
  ],
  'the register of property has days of its own; a report keeps what it said of them': [
    'PropertiesController.create',
    'PropertiesController.import',
    'PropertiesController.changeState',
    'LeasesController.create',
  ],
  'the way of the month itself': [
    'OversightController.report',
    'OversightController.return',
    'MeetingsController.call',
    'MeetingsController.attend',
    'MeetingsController.vote',
    'MeetingsController.conclude',
    'MonthsController.publish',
    'MonthsController.correct',
    'MonthsController.seal',
    'PublicNoticesController.object',
    'ObjectionsController.reply',
    'FilingsController.compile',
    'FilingsController.sign',
    'FilingsController.submit',
    'FilingsController.withdraw',
    'StreetController.accept',
    'StreetController.giveBack',
  ],
  'a file of opening balances is taken as the balances themselves are': [
    'OpeningImportController.importTable',
  ],
  'dated 31 December or 1 January: the year that is closed tells of them': [
    'YearEndController.transfer',
    'YearEndController.distribution',
    'YearEndController.changeStandard',
  ],
  'books of an earlier year come first, and its voucher is drafted as that of a correction is': [
    'CorrectionsController.correctPriorYear',
  ],
  'what was used by the end of a month that stands still is known: refused for that': [
    'CharityController.release',
  ],
};

describe.each(['reported', 'sealed'] as const)('peer bug 4: a month that is %s', (state) => {
  beforeAll(async () => {
    s = await standing(state);
    actIn(s);
    log = new WriteLog(s.n.t, s.owner);
  }, 120_000);

  afterAll(async () => {
    await s.owner.end();
    await s.n.close();
  });

  const acts = ACTS.filter(({ only }) => only === undefined || only === state);

  test.each(acts.map((act) => [act.route, act] as const))(
    'takes no %s, and the open month does',
    async (_, act) => {
      const person = await s.n.as(act.who);
      const before = await s.owner.stored();
      await refusedIn(act, state);
      expect(await s.owner.stored()).toEqual(before);
      const done = await act.send(person, OPEN);
      expect([done.status < 300, done.body]).toEqual([true, done.body]);
      act.then?.(done);
      expect(await s.owner.stored()).not.toEqual(before);
    },
  );

  async function refusedIn(act: Act, stands: string): Promise<void> {
    const [code, pointer] = act.refused;
    const { status, body } = await act.send(await s.n.as(act.who), CLOSED);
    expect({ status, body: body as unknown }).toMatchObject({
      status: ['import-rejected', 'reversal-not-allowed'].includes(code) ? 422 : 409,
      body: {
        type: `/problems/${code}`,
        ...(code === 'month-not-open' ? { month: '2026-01', state: stands } : {}),
        ...(pointer === undefined ? {} : { errors: [{ pointer }] }),
      },
    });
  }

  test('an import is told so before it is made, row by row', async () => {
    const before = await s.owner.stored();
    const path = `${s.n.base}/books/1/imports?preview=true`;
    const accountant = await s.n.as('accountant');
    const preview = (day: string) => accountant.upload(path, imported(day), 'text/csv').expect(200);
    expect((await preview(CLOSED.day)).body).toMatchObject({
      valid: false,
      errors: [{ pointer: '/rows/2/日期', detail: expect.stringContaining('2026-01 已是') }],
    });
    expect((await preview(OPEN.day)).body).toMatchObject({ valid: true, voucherCount: 1 });
    const rest = ({ idempotency_key: _, ...kept }: Record<string, string>): object => kept;
    expect(rest(await s.owner.stored())).toEqual(rest(before));
  });

  test('every write is in the table, or is known to touch no month', () => {
    const known = [...ACTS.map(({ route }) => route), ...Object.values(TOUCH_NO_MONTH).flat()];
    const routes = writeRoutes(s.n.t).map(({ name }) => name);
    expect([...new Set(known)].sort()).toEqual([...new Set(routes)].sort());
  });

  test('what was refused left no word in the operation log, what was done left its own', async () => {
    expect([...log.done()].sort()).toEqual([...new Set(acts.map(({ route }) => route))].sort());
    expect(await log.differences()).toEqual([]);
  });
});
