import type { Actor } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import type { AccountFacts } from './account.js';
import type { DraftRule } from './draft-rule.js';
import { checkCashFlowItems, withCashFlowItems } from './cash-flow-item.js';
import {
  checkNamedItems,
  checkRequiredDimensions,
  type DimensionItemFacts,
  type RequiredDimension,
} from './line-dimensions.js';
import { checkRestrictedAccount } from './restricted-account.js';
import type { Standard } from './standards/standard.js';
import type { LineDraft } from './voucher-line.js';
import {
  checkVoucherWord,
  voucherWordOf,
  type VoucherForm,
  type VoucherWord,
} from './voucher-word.js';

export { VOUCHER_WORDS, type VoucherWord } from './voucher-word.js';
export type { LineDraft } from './voucher-line.js';

declare const checked: unique symbol;

/** A voucher on its way into the books. */
export interface VoucherDraft {
  readonly id: string;
  readonly bookNo: number;
  readonly date: LocalDate;
  /** The word that the maker asks for; it follows from the lines anyway. */
  readonly word?: VoucherWord;
  /** Number of source documents attached (会计基础工作规范 第五十一条(四)). */
  readonly attachmentCount: number;
  readonly lines: readonly LineDraft[];
  readonly source: VoucherSource;
  readonly maker: Actor;
  readonly reviewer: Actor | null;
}

/** How a voucher came to be; the kinds are rows of voucher_source. */
export interface VoucherSource {
  readonly kind: string;
  /** The receipt, payment, donation … that it books. */
  readonly id?: string;
  /** The voucher that a red-letter voucher cancels. */
  readonly reversesId?: string;
  /** The voucher whose error this one puts right. */
  readonly correctsId?: string;
}

/** What a book says about its vouchers: its chart, as far as they touch it, its words and its dimensions. */
export interface VoucherGround {
  readonly standard: Standard;
  readonly voucherWords: VoucherForm;
  readonly accounts: ReadonlyMap<string, AccountFacts>;
  readonly required: readonly RequiredDimension[];
  /** The items that the lines name, as far as they are there. */
  readonly items: readonly DimensionItemFacts[];
  /** What other rooms ask of it when a person writes it. */
  readonly rules?: readonly DraftRule[];
}

/** A voucher that keeps every rule; only checkVoucher makes one, and storage takes nothing else. */
export type CheckedVoucher = VoucherDraft & {
  readonly word: VoucherWord;
  readonly [checked]: true;
};

/** Kinds that may carry red letters (会计基础工作规范 第五十一条(五)). */
const RED_LETTER: readonly string[] = ['reversal', 'difference'];
/** Kinds whose lines a person writes, who can be asked for every dimension. */
const HAND_MADE: readonly string[] = ['manual', 'import', 'correction', 'prior-year'];

/** Kinds whose lines follow from what stands in the books, with the funds that stand there. */
const FOLLOWS_ANOTHER: readonly string[] = ['reversal', 'difference', 'closing', 'conversion'];

/** Kinds that another person reviews before they are posted (会计法 第二十五条). */
const REVIEWED: readonly string[] = [...HAND_MADE, 'difference', 'closing'];

/** What a person writes reaches the books as a reviewed draft only. @throws DomainError voucher-needs-draft */
export function checkPostsByItself({ kind }: VoucherSource): void {
  if (REVIEWED.includes(kind)) throw new DomainError('voucher-needs-draft', { kind });
}

interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/**
 * Checks a voucher against its book and completes what follows from its lines: the word and the cash flow items.
 * @throws DomainError voucher-needs-two-lines, line-has-one-side, amount-negative, account-unknown, account-not-leaf,
 *   account-closed, fund-on-money-line, restricted-account-needs-fund, voucher-unbalanced, revenue-netted-with-expense, voucher-word-wrong, cash-flow-item-unknown,
 *   cash-flow-item-on-transfer, cash-flow-item-wrong-way, dimension-item-unknown, dimension-item-closed, dimension-missing;
 *   pointers start with `pointer`
 */
export function checkVoucher(
  draft: VoucherDraft,
  ground: VoucherGround,
  pointer = '',
): CheckedVoucher {
  const { accounts, standard } = ground;
  const redLetter = RED_LETTER.includes(draft.source.kind);
  if (draft.lines.length < 2) {
    throw new DomainError('voucher-needs-two-lines', {}, [
      { pointer: `${pointer}/lines`, detail: '至少要有一借一贷两行分录。' },
    ]);
  }
  draft.lines.forEach((line, index) => {
    checkLine(line, accounts, `${pointer}/lines/${index}`, redLetter);
    if (draft.source.kind !== 'conversion')
      checkOpenAccount(line, accounts, draft.date, `${pointer}/lines/${index}`);
    const account = accounts.get(line.accountCode);
    if (account !== undefined && !FOLLOWS_ANOTHER.includes(draft.source.kind)) {
      checkRestrictedAccount(account, line.fundCode, `${pointer}/lines/${index}/fundCode`);
    }
  });
  checkBalance(draft, pointer);
  checkGross(draft, accounts, pointer);
  ground.rules?.forEach((rule) => {
    rule({ kind: draft.source.kind, lines: draft.lines }, accounts, pointer);
  });
  const word = voucherWordOf(ground.voucherWords, draft.lines, accounts);
  checkVoucherWord(draft.word, word, pointer);
  const lines = withCashFlowItems(draft.lines, accounts, standard);
  checkCashFlowItems(lines, accounts, standard, pointer);
  checkNamedItems(lines, ground.items, redLetter || draft.source.kind === 'closing', pointer);
  if (HAND_MADE.includes(draft.source.kind)) {
    checkRequiredDimensions(lines, ground.required, pointer);
  }
  return { ...draft, word, lines } as CheckedVoucher;
}

function checkLine(
  line: LineDraft,
  accounts: ReadonlyMap<string, AccountFacts>,
  pointer: string,
  redLetter: boolean,
): void {
  const refuse = (
    code: ConstructorParameters<typeof DomainError>[0],
    error: FieldError,
  ): DomainError => new DomainError(code, { account: line.accountCode }, [error]);
  const amounts = [line.debit, line.credit].filter((side) => side !== undefined && !side.isZero());
  if (amounts.length !== 1) {
    throw refuse('line-has-one-side', {
      pointer,
      detail: '借方和贷方必须且只能填写一方，金额不能为零。',
    });
  }
  if (!redLetter && amounts.some((amount) => amount?.isNegative() === true)) {
    throw refuse('amount-negative', { pointer, detail: '只有冲销凭证可以用红字（负数）。' });
  }
  const account = accounts.get(line.accountCode);
  if (account === undefined) {
    throw refuse('account-unknown', {
      pointer: `${pointer}/accountCode`,
      detail: `本账套没有科目 ${line.accountCode}。`,
    });
  }
  if (!account.leaf) {
    throw refuse('account-not-leaf', {
      pointer: `${pointer}/accountCode`,
      detail: `${line.accountCode} ${account.name} 有下级科目，请记到末级科目。`,
    });
  }
  if (account.money !== null && line.fundCode !== undefined) {
    throw refuse('fund-on-money-line', {
      pointer: `${pointer}/fundCode`,
      detail: '专项代码应写在对方科目的分录上，不写在现金或银行存款上。',
    });
  }
}

/** Invariant 1: to the fen, no tolerance. */
/** An account that ended with the old standard takes no more lines. */
function checkOpenAccount(
  { accountCode }: LineDraft,
  accounts: ReadonlyMap<string, AccountFacts>,
  date: LocalDate,
  pointer: string,
): void {
  const closedOn = accounts.get(accountCode)?.closedOn ?? null;
  if (closedOn === null || date < closedOn) return;
  throw new DomainError('account-closed', { account: accountCode, closedOn }, [
    {
      pointer: `${pointer}/accountCode`,
      detail: `科目 ${accountCode} 自 ${closedOn} 起不再使用，请改用新制度的科目。`,
    },
  ]);
}

function checkBalance({ lines }: VoucherDraft, pointer: string): void {
  const debit = Money.sum(lines.map((line) => line.debit ?? Money.ZERO));
  const credit = Money.sum(lines.map((line) => line.credit ?? Money.ZERO));
  if (debit.equals(credit)) return;
  throw new DomainError(
    'voucher-unbalanced',
    {
      debit: debit.toString(),
      credit: credit.toString(),
      difference: debit.minus(credit).toString(),
    },
    [{ pointer: `${pointer}/lines`, detail: '借贷合计不相等。' }],
  );
}

/** Invariant 9: what moves money shows either revenue or expense, never one set off against the other. */
function checkGross(
  { lines }: VoucherDraft,
  accounts: ReadonlyMap<string, AccountFacts>,
  pointer: string,
): void {
  const touched = lines.map((line) => accounts.get(line.accountCode));
  const netted =
    touched.some((account) => account !== undefined && account.money !== null) &&
    touched.some((account) => account?.category === 'income') &&
    touched.some((account) => account?.category === 'expense');
  if (netted) {
    throw new DomainError('revenue-netted-with-expense', {}, [
      { pointer: `${pointer}/lines`, detail: '收入与支出请分开记两张凭证。' },
    ]);
  }
}
