import { DomainError } from '../../kernel/domain-error.js';
import type { AccountFacts } from '../../ledger/domain/account.js';
import type { BookKind, Standard } from '../../ledger/domain/standards/standard.js';

export const TRANSFER_KINDS = ['profit', 'donation', 'loan', 'repayment'] as const;
export type TransferKind = (typeof TRANSFER_KINDS)[number];

/** Accounts of a side, in order of preference; sub-accounts of them serve too. */
interface SideAccounts {
  readonly accounts: readonly string[];
}

interface KindFacts {
  readonly name: string;
  readonly from: Partial<Record<BookKind, SideAccounts>>;
  readonly to: Partial<Record<BookKind, SideAccounts>>;
}

const LENT: KindFacts['from'] = {
  // 农村集体经济组织会计制度 112 应收款；小企业会计准则 1221 其他应收款
  collective: { accounts: ['112'] },
  company: { accounts: ['1221'] },
};
const BORROWED: KindFacts['to'] = {
  // 221 长期借款及应付款、201 短期借款、211 应付款；2241 其他应付款、2001 短期借款、2501 长期借款
  collective: { accounts: ['211', '201', '221'] },
  company: { accounts: ['2241', '2001', '2501'] },
};

/** What passes between the books of a community, and into which accounts. Charity money is never lent (慈善法 第五十三条). */
export const KIND_FACTS: Readonly<Record<TransferKind, KindFacts>> = {
  // 小企业会计准则 第七十二条: profit of the company, 农村集体经济组织会计制度 502 投资收益 of its owner
  profit: {
    name: '利润上缴',
    from: { company: { accounts: ['3104', '2232'] } },
    to: { collective: { accounts: ['502'] } },
  },
  // 514 公益支出，5711 营业外支出（捐赠支出）；4101 捐赠收入
  donation: {
    name: '捐赠',
    from: { collective: { accounts: ['514'] }, company: { accounts: ['5711'] } },
    to: { charity: { accounts: ['4101'] } },
  },
  loan: { name: '借款', from: LENT, to: BORROWED },
  repayment: { name: '归还借款', from: BORROWED, to: LENT },
};

/** One side of a transfer as it is asked for. */
export interface AskedSide {
  readonly book: { readonly bookNo: number; readonly kind: BookKind; readonly standard: Standard };
  readonly chart: readonly AccountFacts[];
  readonly named: string | undefined;
  /** The money goes into a restricted fund. */
  readonly restricted: boolean;
}

/** @throws DomainError transfer-between-two-books, transfer-kind-not-for-books */
export function checkTransferKind(
  kind: TransferKind,
  from: AskedSide['book'],
  to: AskedSide['book'],
): void {
  if (from.bookNo === to.bookNo) throw new DomainError('transfer-between-two-books');
  const facts = KIND_FACTS[kind];
  if (facts.from[from.kind] === undefined || facts.to[to.kind] === undefined) {
    throw new DomainError('transfer-kind-not-for-books', {
      kind: facts.name,
      from: from.kind,
      to: to.kind,
    });
  }
}

/**
 * The account against the money on one side: the named one, or the only one below the most preferred that the book has.
 * @throws DomainError transfer-account-not-for-kind, transfer-account-unclear
 */
export function transferAccount(
  kind: TransferKind,
  side: 'from' | 'to',
  { book, chart, named, restricted }: AskedSide,
): string {
  const allowed = KIND_FACTS[kind][side][book.kind]?.accounts ?? [];
  const serving = chart.filter(
    ({ code, leaf }) => leaf && allowed.some((prefix) => code.startsWith(prefix)),
  );
  const facts = { book: book.bookNo, accounts: allowed.join('、') };
  if (named !== undefined) {
    if (serving.some(({ code }) => code === named)) return named;
    throw new DomainError('transfer-account-not-for-kind', { ...facts, account: named });
  }
  for (const prefix of allowed) {
    const below = serving.filter(({ code }) => code.startsWith(prefix));
    const [first, ...others] = below.length === 1 ? below : preferred(below, prefix, restricted);
    if (first !== undefined && others.length === 0) return first.code;
    if (below.length > 0) break;
  }
  throw new DomainError('transfer-account-unclear', { ...facts, field: `${side}AccountCode` });
}

/** The details that come with a non-profit book: 01 unrestricted, 02 restricted. */
function preferred(
  below: readonly AccountFacts[],
  prefix: string,
  restricted: boolean,
): readonly AccountFacts[] {
  if (prefix !== '4101') return below;
  return below.filter(({ code }) => code === `${prefix}${restricted ? '02' : '01'}`);
}

/** The only bank account of a book that has not marked its lines. @throws DomainError transfer-bank-unclear */
export function onlyBank(bookNo: number, chart: readonly AccountFacts[]): string {
  const [bank, ...others] = chart.filter(({ money, leaf }) => money === 'bank' && leaf);
  if (bank === undefined || others.length > 0) {
    throw new DomainError('transfer-bank-unclear', { book: bookNo });
  }
  return bank.code;
}

/** A request as far as a transfer asks for it. */
export interface TransferRequest {
  readonly id: string;
  readonly payee: string;
  readonly purpose: string;
  readonly amount: string;
  readonly expenseAccountCode: string;
}

/** How many requests a refusal names. */
const NAMED = 5;

/** The one approved request that names the receiving book. @throws DomainError transfer-not-approved, transfer-request-unclear */
export function requestOfTransfer<R extends TransferRequest>(
  requests: readonly R[],
  transfer: { bookNo: number; amount: string; toName: string; requestId: string | undefined },
): R {
  const { bookNo, amount, toName, requestId } = transfer;
  const fitting = requests.filter((request) =>
    requestId === undefined
      ? request.amount === amount && (request.payee === toName || request.purpose.includes(toName))
      : request.id === requestId,
  );
  const [request, ...others] = fitting;
  if (others.length > 0) {
    const named = fitting.slice(0, NAMED).map(({ id, purpose }) => `${purpose}（${id}）`);
    throw new DomainError(
      'transfer-request-unclear',
      { book: bookNo, amount, count: fitting.length, requests: named.join('、') },
      [{ pointer: '/requestId', detail: '请填写所凭申请的编号。' }],
    );
  }
  if (request?.amount !== amount) {
    throw new DomainError('transfer-not-approved', { book: bookNo, amount });
  }
  return request;
}
