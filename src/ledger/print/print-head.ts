import type { IdentityService } from '../../identity/identity.service.js';
import type { ReadTx } from '../../platform/database/transaction.js';
import type { BookRow } from '../storage/chart.queries.js';

/** Whose books are printed, and who answers for them. */
export interface PrintHead {
  readonly unit: string;
  readonly book: string;
  /** 会计主管, where the book names one; else the place is left for a seal. */
  readonly chief: string | null;
  readonly accountants: readonly string[];
  readonly cashiers: readonly string[];
  readonly printedAt: Date;
}

const PEOPLE = 1000;

/** Reads what stands in the head and at the foot of everything printed of a book. @throws DomainError not-found */
export async function printHead(
  tx: ReadTx,
  identity: IdentityService,
  community: string,
  book: BookRow,
): Promise<PrintHead> {
  const { name } = await identity.community(tx, community);
  const people = await identity.users(tx, community, '', PEOPLE);
  const holding = (role: string): string[] =>
    people
      .filter(({ duties }) => duties.some((duty) => duty.role === role && duty.scope === community))
      .map((person) => person.name);
  return {
    unit: name,
    book: book.name,
    chief: book.chiefAccountant,
    accountants: holding('accountant'),
    cashiers: holding('cashier'),
    printedAt: tx.now,
  };
}

/** The name to print where one person alone holds the duty; else null, a place to sign. */
export function soleName(names: readonly string[]): string | null {
  const [only] = names;
  return names.length === 1 && only !== undefined ? only : null;
}
