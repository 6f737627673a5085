import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../platform/database/transaction.js';
import type { DraftRule } from './domain/draft-rule.js';

export type { DraftRule } from './domain/draft-rule.js';

/** The rule of a room for the drafts of one book, as the book stands. */
type RuleOfBook = (tx: ReadTx, community: string, bookNo: number) => Promise<DraftRule>;

/** What other rooms ask of vouchers that people write, so that a draft is refused for what its posting would be. */
@Injectable()
export class DraftRulesService {
  private readonly rules: RuleOfBook[] = [];

  register(rule: RuleOfBook): void {
    this.rules.push(rule);
  }

  /** The rules for one book, asked once for however many drafts. */
  async of(tx: ReadTx, community: string, bookNo: number): Promise<readonly DraftRule[]> {
    const found: DraftRule[] = [];
    for (const rule of this.rules) found.push(await rule(tx, community, bookNo));
    return found;
  }
}
