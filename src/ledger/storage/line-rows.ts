import { Money } from '../../kernel/money.js';
import type { LineDraft } from '../domain/voucher-line.js';

/** A line as it is kept; of a draft only what was written is there. */
export interface KeptLine {
  readonly summary: string;
  readonly accountCode: string;
  readonly debit?: string | null;
  readonly credit?: string | null;
  readonly fundCode?: string | null;
  readonly counterparty?: string | null;
  readonly cashFlowItem?: string | null;
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** A kept line as the rules take it. */
export function lineDraftOf(line: KeptLine): LineDraft {
  const { debit, credit, fundCode, counterparty, cashFlowItem, dimensions = {} } = line;
  return {
    summary: line.summary,
    accountCode: line.accountCode,
    ...(debit ? { debit: Money.of(debit) } : {}),
    ...(credit ? { credit: Money.of(credit) } : {}),
    ...(fundCode ? { fundCode } : {}),
    ...(counterparty ? { counterparty } : {}),
    ...(cashFlowItem ? { cashFlowItem } : {}),
    ...(Object.keys(dimensions).length === 0 ? {} : { dimensions }),
  };
}
