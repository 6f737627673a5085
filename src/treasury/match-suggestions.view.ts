import { createHash } from 'node:crypto';
import { confidenceWord } from './domain/match-score.js';
import { keysOf, matchSuggestions, type MatchSuggestion } from './domain/match-suggestions.js';
import type { AdjustmentTable } from './domain/reconciliation.js';
import {
  bankLineView,
  bookLineView,
  type BankLineView,
  type BookLineView,
} from './reconciliation.view.js';

/** A suggestion as people see it; its lines are a group that match takes. */
export interface SuggestionView {
  /** The same for the same lines. */
  readonly key: string;
  readonly accountCode: string;
  readonly accountName: string;
  /** The sum of either side; money in is positive. */
  readonly amount: string;
  /** 1 to 99. */
  readonly confidence: number;
  readonly confidenceWord: '高' | '中' | '低';
  readonly reasons: readonly string[];
  /** How many suggestions would use one of these lines too. */
  readonly alternatives: number;
  readonly bankLines: readonly BankLineView[];
  readonly bookLines: readonly BookLineView[];
}

/** What the open lines of an account may belong to. */
export function suggestionsOf({
  accountName,
  openBank,
  openBook,
}: AdjustmentTable): SuggestionView[] {
  return matchSuggestions(openBank, openBook).map((suggestion) => view(suggestion, accountName));
}

function view(suggestion: MatchSuggestion, accountName: string): SuggestionView {
  const { accountCode, amount, confidence, reasons, alternatives, bank, book } = suggestion;
  return {
    key: createHash('sha256').update(keysOf(suggestion)).digest('hex').slice(0, 32),
    accountCode,
    accountName,
    amount: amount.toString(),
    confidence,
    confidenceWord: confidenceWord(confidence),
    reasons,
    alternatives,
    bankLines: bank.map(bankLineView),
    bookLines: book.map(bookLineView),
  };
}
