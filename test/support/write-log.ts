import type { TestApp } from './app.js';
import { routesOf, type Route } from './routes.js';
import type { Owner } from './stored-rows.js';

/** A write that came over HTTP, and how it was answered. */
interface Written {
  readonly route: string;
  readonly key: string;
  readonly status: number;
  readonly repeated: boolean;
  /** The id of who is signed in; null is a resident. */
  readonly by: string | null;
}

/** A row of the operation log as somebody reads it. */
interface Said {
  readonly action: string;
  readonly by: string | null;
  readonly name: string;
  readonly at: string;
  readonly sentence: string;
}

/** What each write says in the operation log beside the vouchers that it posts; `*` stands for one row or more of a kind. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  'CommunitiesController.create': ['community-created'],
  'CommunitiesController.createUser': ['user-created'],
  'PeopleController.changePassword': ['password-changed'],
  'PeopleController.resetPassword': ['password-reset'],
  'PeopleController.setRoles': ['duties-changed'],
  'PeopleController.disable': ['user-disabled'],
  'PeopleController.enable': ['user-enabled'],
  'DocumentsController.upload': ['document-uploaded'],
  'DocumentsController.correct': ['document-corrected'],
  'BooksController.createBook': ['book-opened'],
  'BooksController.createAccount': ['account-opened'],
  'BooksController.setOpeningBalances': ['opening-balances-set'],
  'BooksController.createFund': ['fund-created'],
  'VouchersController.create': ['vouchers-drafted'],
  'VouchersController.createBatch': ['vouchers-drafted'],
  'VouchersController.edit': ['voucher-edited'],
  'VouchersController.discard': ['voucher-discarded'],
  'VouchersController.review': ['vouchers-reviewed'],
  'VouchersController.reviewBatch': ['vouchers-reviewed'],
  'VouchersController.giveBack': ['voucher-given-back'],
  'VouchersController.post': [],
  'VouchersController.postBatch': [],
  'VouchersController.reverse': ['voucher-reversed'],
  'VoucherDocumentsController.attach': ['voucher-documents-linked'],
  'CustomStatementsController.design': ['statement-designed'],
  'ImportsController.importTable': ['vouchers-drafted', 'import-taken', 'import-ended'],
  'OpeningImportController.importTable': ['opening-balances-set'],
  'YearEndController.transfer': ['vouchers-drafted', 'year-transferred'],
  'YearEndController.distribution': ['vouchers-drafted', 'vouchers-drafted', 'profit-distributed'],
  'YearEndController.changeStandard': ['standard-changed'],
  'DimensionsController.create': ['dimension-created'],
  'DimensionsController.createItem': ['dimension-item-created'],
  'DimensionsController.closeItem': ['dimension-item-closed'],
  'DimensionsController.require': ['account-dimensions-set'],
  'CorrectionsController.correct': ['vouchers-drafted', 'voucher-reversed', 'voucher-corrected'],
  'CorrectionsController.adjust': ['vouchers-drafted', 'voucher-corrected'],
  'CorrectionsController.correctPriorYear': ['vouchers-drafted', 'voucher-corrected'],
  'TemplatesController.create': ['voucher-template-saved'],
  'TemplatesController.edit': ['voucher-template-saved'],
  'TemplatesController.discard': ['voucher-template-deleted'],
  'TemplatesController.use': ['vouchers-drafted'],
  'TemplatesController.makeDue': ['vouchers-drafted'],
  'BookRulesController.decide': ['posting-rule-disabled'],
  'BookRulesController.settings': ['chief-accountant-named'],
  'FundAccountsController.mark': ['fund-account-marked'],
  'ReceiptsController.receive': ['money-received'],
  'ReceiptsController.refund': ['receipt-refunded'],
  'RequestsController.draft': ['request-drafted'],
  'RequestsController.revise': ['request-revised'],
  'RequestsController.submit': ['request-submitted'],
  'RequestsController.approve': ['request-signed'],
  'RequestsController.reject': ['request-rejected'],
  'RequestsController.withdraw': ['request-withdrawn'],
  'ApprovalLadderController.adopt': ['approval-ladder-adopted'],
  'PaymentsController.allocate': ['money-allocated'],
  'PaymentsController.pay': ['request-paid'],
  'TransfersController.transfer': ['money-transferred'],
  'TransfersController.reverse': ['voucher-reversed*'],
  'BankMappingsController.create': ['bank-mapping-made'],
  'BankMappingsController.change': ['bank-mapping-changed'],
  'BankMappingsController.remove': ['bank-mapping-removed'],
  'BankStatementsController.enter': ['bank-statement-entered'],
  'BankStatementsController.remove': ['bank-statement-removed'],
  'ReconciliationsController.match': ['bank-lines-matched'],
  'ReconciliationsController.unmatch': ['bank-match-undone'],
  'ReconciliationsController.confirm': ['reconciliation-confirmed*'],
  'CashCountsController.record': ['cash-counted'],
  'CashRulesController.setLimit': ['cash-limit-set'],
  'CashRulesController.explain': ['cash-explained'],
  'PropertiesController.create': ['property-registered'],
  'PropertiesController.import': ['property-registered*'],
  'PropertiesController.changeState': ['property-state-changed'],
  'LeasesController.create': ['lease-registered'],
  'LeasesController.terminate': ['lease-terminated'],
  'RentsController.due': ['rents-posted'],
  'RentsController.receive': ['money-received', 'rent-received'],
  'CompaniesController.register': ['company-registered'],
  'CharityController.receive': ['money-received', 'donation-received'],
  'CharityController.release': ['restriction-released'],
  'OversightController.report': ['month-reported'],
  'OversightController.return': ['month-returned'],
  'OversightController.changeSetting': ['supervision-setting-changed'],
  'MeetingsController.call': ['meeting-called'],
  'MeetingsController.attend': ['meeting-attendance'],
  'MeetingsController.vote': ['meeting-voted*'],
  'MeetingsController.conclude': ['meeting-approved'],
  'MonthsController.publish': ['notice-published'],
  'MonthsController.correct': ['notice-published'],
  'MonthsController.seal': ['month-sealed'],
  'PublicNoticesController.object': ['objection-received'],
  'ObjectionsController.reply': ['objection-answered'],
  'FilingsController.compile': ['filing-compiled'],
  'FilingsController.sign': ['filing-signed'],
  'FilingsController.submit': ['filing-submitted'],
  'FilingsController.withdraw': ['filing-withdrawn'],
  'StreetController.accept': ['filing-accepted'],
  'StreetController.giveBack': ['filing-returned'],
};

/** Every write that the router takes with an Idempotency-Key; signing in and out and a resident's form have none. */
export function writeRoutes(t: TestApp, left = /^(Sessions|Pages)Controller\./): Route[] {
  return routesOf(t.app).filter(({ name, method }) => method !== 'GET' && !left.test(name));
}

/** Listens to the writes of an application from now on. */
export class WriteLog {
  private readonly written: Written[] = [];
  private readonly routes: readonly (readonly [string, RegExp])[];

  constructor(
    t: TestApp,
    private readonly owner: Owner,
  ) {
    // What is spelt out goes before what a parameter takes.
    this.routes = writeRoutes(t)
      .sort((a, b) => a.path.split(':').length - b.path.split(':').length)
      .map(({ name, method, path }) => [
        name,
        new RegExp(`^${method} /api/v1/${path.replace(/:\w+/g, '[^/]+')}$`),
      ]);
    const server = t.app.getHttpServer();
    server.prependListener('request', ({ method, url = '', headers }, response) => {
      const route = this.routeOf(`${method} ${url.split('?')[0]}`);
      const key = headers['idempotency-key'];
      // A preview writes nothing and is answered anew.
      if (route === undefined || typeof key !== 'string' || url.includes('preview=true')) return;
      response.on('finish', () => {
        const repeated = response.getHeader('idempotency-hit') !== undefined;
        const by = operatorOf(headers.authorization);
        this.written.push({ route, key, status: response.statusCode, repeated, by });
      });
    });
  }

  /** The routes that were answered with 2xx. */
  done(): Set<string> {
    return new Set(this.written.filter(({ status }) => status < 300).map(({ route }) => route));
  }

  /**
   * What invariant 15 does not find: of each accepted write its rows of the operation log, made in its own transaction and
   * none besides, with who did it, when, and a sentence in Chinese; of each refused one nothing.
   */
  async differences(): Promise<string[]> {
    const rows = await this.owner.rows<{ key: string; events: Said[]; vouchers: number }>(
      `SELECT k.key, coalesce((SELECT jsonb_agg(jsonb_build_object('action', e.action, 'by', e.actor_id, 'name', e.actor_name,
           'at', e.at, 'sentence', e.sentence) ORDER BY e.seq) FROM audit_event e WHERE e.xmin = k.xmin), '[]') AS events,
         (SELECT count(*)::int FROM voucher v WHERE v.xmin = k.xmin) AS vouchers
       FROM idempotency_key k`,
    );
    const kept = new Map(rows.map((row) => [row.key, row]));
    return this.written.flatMap(({ route, key, status, repeated, by }) => {
      // A resident's keys are kept apart from those of the clerks.
      const row = kept.get(by === null ? `resident:${key}` : key);
      if (status >= 300) return row === undefined ? [] : [`${route} ${status}: kept its key`];
      if (row === undefined) return [`${route} ${status}: kept no key`];
      if (repeated) return [];
      const actions = row.events.map(({ action }) => action);
      const said = actions.filter((action) => action !== 'voucher-posted');
      const posted = actions.length - said.length;
      return [
        ...row.events
          .filter((event) => !isPlain(event, by))
          .map((event) => `${route}: ${JSON.stringify(event)} is not what ${by ?? 'nobody'} did`),
        ...(sameActions(said, SAID[route])
          ? []
          : [`${route} said ${said.join(', ') || 'nothing'}`]),
        ...(posted === row.vouchers ? [] : [`${route}: ${posted} of ${row.vouchers} vouchers`]),
      ];
    });
  }

  private routeOf(request: string): string | undefined {
    return this.routes.find(([, pattern]) => pattern.test(request))?.[0];
  }
}

function operatorOf(authorization: string | undefined): string | null {
  const [, payload] = authorization?.split('.') ?? [];
  if (payload === undefined) return null;
  return (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { sub: string }).sub;
}

/** Says who, when and, in Chinese and without the name of a field, what. */
function isPlain(event: Said, by: string | null): boolean {
  return (
    event.by === by &&
    event.name !== '' &&
    !Number.isNaN(Date.parse(event.at)) &&
    /\p{Script=Han}{2}/u.test(event.sentence) &&
    !/[a-z][A-Z]|undefined|null|\{|\[object/.test(event.sentence)
  );
}

function sameActions(said: readonly string[], expected: readonly string[] | undefined): boolean {
  if (expected === undefined) return false;
  const [many] = expected;
  if (many?.endsWith('*') === true) {
    return said.length > 0 && said.every((action) => `${action}*` === many);
  }
  return [...said].sort().join() === [...expected].sort().join();
}
