import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { findBook, type BookRow } from './storage/chart.queries.js';
import {
  insertDecision,
  listPostingRules,
  updateChiefAccountant,
  type PostingRuleRow,
} from './storage/posting-rules.queries.js';

export type { PostingRuleRow } from './storage/posting-rules.queries.js';

/** What the head of a book decides about it: what may post by itself, and who signs as chief accountant. */
@Injectable()
export class BookRulesService {
  /** The posting rules with every decision about them (财会〔2024〕12号 第二十一条(一)). @throws DomainError not-found */
  async rules(tx: ReadTx, community: string, bookNo: number): Promise<PostingRuleRow[]> {
    await this.book(tx, community, bookNo);
    return listPostingRules(tx, community, bookNo);
  }

  /**
   * Allows a rule to post in this book in its current version, or stops it (财会〔2024〕11号 第十七条).
   * @throws DomainError not-found
   */
  async decide(
    tx: Tx,
    community: string,
    bookNo: number,
    kind: string,
    decision: { enabled: boolean; reason: string },
  ): Promise<PostingRuleRow> {
    const before = (await this.rules(tx, community, bookNo)).find((rule) => rule.kind === kind);
    if (before === undefined) throw new DomainError('not-found');
    await insertDecision(tx, community, bookNo, kind, decision);
    tx.audit({
      action: decision.enabled ? 'posting-rule-enabled' : 'posting-rule-disabled',
      subjectKind: 'posting-rule',
      subjectId: `${bookNo}/${kind}`,
      sentence: `第${bookNo}账套${decision.enabled ? '启用' : '停用'}自动记账规则“${before.name}”第${before.version}版，理由：${decision.reason}`,
      before: { enabled: before.enabled },
      after: decision,
    });
    const after = (await this.rules(tx, community, bookNo)).find((rule) => rule.kind === kind);
    return after ?? before;
  }

  /** Names the chief accountant, whose name stands on printed vouchers. @throws DomainError not-found */
  async nameChiefAccountant(
    tx: Tx,
    community: string,
    bookNo: number,
    name: string | null,
  ): Promise<BookRow> {
    const before = await this.book(tx, community, bookNo);
    await updateChiefAccountant(tx, community, bookNo, name);
    tx.audit({
      action: 'chief-accountant-named',
      subjectKind: 'book',
      subjectId: String(bookNo),
      sentence: `第${bookNo}账套会计主管：${name ?? '（未设）'}`,
      before: { chiefAccountant: before.chiefAccountant },
      after: { chiefAccountant: name },
    });
    return { ...before, chiefAccountant: name };
  }

  private async book(tx: ReadTx, community: string, bookNo: number): Promise<BookRow> {
    const book = await findBook(tx, community, bookNo);
    if (book === undefined) throw new DomainError('not-found');
    return book;
  }
}
