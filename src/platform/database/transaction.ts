import type { EntityManager } from 'typeorm';
import type { Actor } from '../../kernel/actor.js';
import type { LocalDate } from '../../kernel/local-date.js';

declare const granted: unique symbol;

/** One line of the operation log: who (the transaction's actor) did what, as a plain Chinese sentence. */
export interface AuditEvent {
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly sentence: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** A look at the books inside one snapshot, seeing only the communities of its scope. */
export interface ReadTx {
  /** Prefix of the community codes that are visible; '%' is the whole country. */
  readonly scope: string;
  readonly now: Date;
  readonly today: LocalDate;
  readonly manager: EntityManager;
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** A write in hand: only Database.write makes one. What it holds is committed whole or not at all. */
export interface Tx extends ReadTx {
  readonly [granted]: true;
  /** The community whose books and log this writes; null for the platform itself. */
  readonly communityCode: string | null;
  readonly actor: Actor;
  /** Notes an event for the operation log; it is written in the same transaction, after the work. */
  audit(event: AuditEvent): void;
}
