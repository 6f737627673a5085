import { Money } from '../../kernel/money.js';
import type { FundAccount } from './fund-account.js';
import type { PartyKind } from './party-kind.js';

/** Money that came in or went out: one line of the month's sheet. A reversal is negative. */
export interface Movement {
  readonly date: string;
  /** Word and number in the month: 记-3 */
  readonly voucher: string;
  readonly item: string;
  readonly counterparty: string | null;
  /** What was said of the other party when the money was received or asked for. */
  readonly counterpartyKind: PartyKind | null;
  /** The accounts on the other side of the voucher. */
  readonly contra: readonly string[];
  readonly amount: Money;
  readonly handledBy?: string;
  readonly approvedBy?: readonly string[];
}

/** opening + income − expenditure = closing over the bank fund accounts together; petty cash beside them. */
export interface BookMovements {
  readonly opening: Money;
  readonly income: readonly Movement[];
  readonly incomeTotal: Money;
  readonly expenditure: readonly Movement[];
  readonly expenditureTotal: Money;
  readonly closing: Money;
  readonly pettyCash: Money;
  /** What was paid from petty cash; its top-ups are among the expenditure, what is paid back among the income. */
  readonly pettyCashSpent: readonly Movement[];
  readonly pettyCashSpentTotal: Money;
}

/** A line of a money account, as the ledger gives it. */
export interface BankLine {
  readonly voucherId: string;
  readonly date: string;
  readonly word: string;
  readonly no: number;
  readonly summary: string;
  readonly counterparty: string | null;
  readonly sourceId: string | null;
  /** Of a red-letter voucher, what it cancels. */
  readonly reverses: { readonly sourceId: string | null } | null;
  readonly accountCode: string;
  readonly debit: string;
  readonly credit: string;
  readonly contra: readonly { readonly accountCode: string }[];
}

/** Who the other party is; who handled and who approved what a payment or transfer paid. */
export interface Handling {
  readonly partyKind: PartyKind | null;
  readonly handledBy: string | null;
  readonly approvedBy: readonly string[];
}

/** The month's sheet of a book: gross, line by line; what passes between its own bank accounts is no movement. */
export function movementsOf(
  opening: Money,
  pettyCash: Money,
  lines: readonly BankLine[],
  fundAccounts: readonly FundAccount[],
  handlings: ReadonlyMap<string, Handling>,
): BookMovements {
  const banks = new Set(
    fundAccounts.filter(({ line }) => line !== 'petty-cash').map(({ accountCode }) => accountCode),
  );
  const touching = lines.filter(({ accountCode }) => banks.has(accountCode));
  const internal = internalVouchers(touching);
  const outward = touching.filter(({ voucherId }) => !internal.has(voucherId));
  const side = (of: 'debit' | 'credit'): Movement[] =>
    outward
      .filter((line) => !Money.of(line[of]).isZero())
      .map((line) => movement(line, of, handlings));
  const income = side('debit');
  const expenditure = side('credit');
  const total = (movements: readonly Movement[]): Money =>
    Money.sum(movements.map(({ amount }) => amount));
  const [incomeTotal, expenditureTotal] = [total(income), total(expenditure)];
  const banked = new Set(touching.map(({ voucherId }) => voucherId));
  const boxes = new Set(fundAccounts.map(({ accountCode }) => accountCode));
  const pettyCashSpent = lines
    .filter(({ accountCode, voucherId, credit }) => {
      const ofBox = boxes.has(accountCode) && !banks.has(accountCode);
      return ofBox && !banked.has(voucherId) && !Money.of(credit).isZero();
    })
    .map((line) => movement(line, 'credit', handlings));
  return {
    opening,
    income,
    incomeTotal,
    expenditure,
    expenditureTotal,
    closing: opening.plus(incomeTotal).minus(expenditureTotal),
    pettyCash,
    pettyCashSpent,
    pettyCashSpentTotal: total(pettyCashSpent),
  };
}

/** Vouchers that take from one bank account what they give to another: allocations and their reversals. */
function internalVouchers(lines: readonly BankLine[]): Set<string> {
  const net = new Map<string, Money>();
  for (const { voucherId, debit, credit } of lines) {
    const before = net.get(voucherId) ?? Money.ZERO;
    net.set(voucherId, before.plus(Money.of(debit)).minus(Money.of(credit)));
  }
  return new Set([...net].filter(([, amount]) => amount.isZero()).map(([voucherId]) => voucherId));
}

function movement(
  line: BankLine,
  side: 'debit' | 'credit',
  handlings: ReadonlyMap<string, Handling>,
): Movement {
  const handling = line.sourceId === null ? undefined : handlings.get(line.sourceId);
  return {
    date: line.date,
    voucher: `${line.word}-${line.no}`,
    item: line.summary,
    counterparty: line.counterparty,
    counterpartyKind:
      handlings.get(line.sourceId ?? line.reverses?.sourceId ?? '')?.partyKind ?? null,
    contra: line.contra.map(({ accountCode }) => accountCode),
    amount: Money.of(line[side]),
    ...(handling === undefined || handling.handledBy === null
      ? {}
      : { handledBy: handling.handledBy, approvedBy: handling.approvedBy }),
  };
}
