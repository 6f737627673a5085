import { DomainError } from '../../kernel/domain-error.js';
import { localDateOf } from '../../kernel/local-date.js';
import type { Clock } from '../clock/clock.js';
import type { DataSource, QueryRunner } from 'typeorm';
import { isConnectionLost, isRetryable, translateDatabaseError } from './database-error.js';
import { IdempotentReplay, PLATFORM_COMMUNITY, type RequestContext } from './request-context.js';
import type { AuditEvent, ReadTx, Tx } from './transaction.js';

const ATTEMPTS = 6;
const WRITING = 'READ COMMITTED';

/** The connection below TypeORM, which tells how PostgreSQL answered. */
interface Committing {
  query(sql: 'COMMIT'): Promise<{ readonly command: string }>;
}

/** The only maker of transactions. Nothing reaches a table without a context that says what may be seen. */
export class Database {
  constructor(
    readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Runs a look at the books in one read-only snapshot of the context's scope. */
  async read<T>(context: RequestContext, look: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.attempt(context, 'REPEATABLE READ READ ONLY', (runner, now) =>
      look(readTx(runner, context, now)),
    );
  }

  /**
   * Runs a write in one transaction, together with its operation log and its idempotency key,
   * and retries the whole work when PostgreSQL asks for it.
   * @throws DomainError what a rule, a constraint or a trigger refused, by its name; outcome-unknown when the connection
   *   was lost while it was committing
   * @throws IdempotentReplay when the same request was answered before
   */
  async write<T>(context: RequestContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.attempt(context, WRITING, async (runner, now) => {
      const events: AuditEvent[] = [];
      const tx = writeTx(runner, context, now, events);
      await claimKey(tx, context);
      const result = await work(tx);
      if (events.length > 0) {
        await tx.query('SELECT append_audit($1, $2)', [
          context.communityCode ?? PLATFORM_COMMUNITY,
          JSON.stringify(events),
        ]);
      }
      await keepAnswer(tx, context, result);
      return result;
    });
  }

  /**
   * Does work that one process of all may do at a time, while this one holds its name; null when another holds it. The
   * name is free again when the work or the process ends.
   */
  async exclusively<T>(name: string, work: () => Promise<T>): Promise<T | null> {
    const runner = this.dataSource.createQueryRunner();
    await runner.connect();
    try {
      const taken = (await runner.query(
        'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken',
        [name],
      )) as { taken: boolean }[];
      if (taken[0]?.taken !== true) return null;
      try {
        return await work();
      } finally {
        await runner
          .query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name])
          .catch(() => undefined);
      }
    } finally {
      await runner.release();
    }
  }

  /** Whether there is a database behind this; the contract is described without one. */
  get isOpen(): boolean {
    return this.dataSource.isInitialized;
  }

  private async attempt<T>(
    context: RequestContext,
    isolation: string,
    work: (runner: QueryRunner, now: Date) => Promise<T>,
  ): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(context, isolation, work);
      } catch (error) {
        if (!isRetryable(error)) throw translateDatabaseError(error);
        if (attempt === ATTEMPTS) throw new DomainError('busy-try-again');
        await new Promise((done) => setTimeout(done, Math.random() * 10 * 2 ** attempt));
      }
    }
  }

  private async once<T>(
    context: RequestContext,
    isolation: string,
    work: (runner: QueryRunner, now: Date) => Promise<T>,
  ): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const connection = (await runner.connect()) as Committing;
    try {
      const now = this.clock.now();
      await runner.query(`BEGIN ISOLATION LEVEL ${isolation}; ${contextSql(context, now)}`);
      // TypeORM must know that a transaction is open, or its own calls would commit it.
      markTransaction(runner, true);
      const result = await work(runner, now);
      await commit(connection, isolation === WRITING);
      return result;
    } catch (error) {
      await runner.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      markTransaction(runner, false);
      await runner.release();
    }
  }
}

/** Nothing is answered before PostgreSQL has said COMMIT: to an aborted transaction it says ROLLBACK, and that is no error. */
async function commit(connection: Committing, writing: boolean): Promise<void> {
  const answer = await connection.query('COMMIT').catch((error: unknown) => {
    throw writing && isConnectionLost(error) ? new DomainError('outcome-unknown') : error;
  });
  if (answer.command !== 'COMMIT') {
    throw new Error('a query failed, and the work that made it went on as if it had not');
  }
}

function markTransaction(runner: QueryRunner, active: boolean): void {
  (runner as { isTransactionActive: boolean }).isTransactionActive = active;
}

/** One simple query sets the whole context; every value is checked or quoted here. */
function contextSql(context: RequestContext, now: Date): string {
  if (!/^([0-9]{2,12}|%)$/.test(context.scope)) throw new DomainError('forbidden');
  const settings: [string, string][] = [
    ['gongzhang.scope', context.scope],
    ['gongzhang.now', now.toISOString()],
    ['gongzhang.actor', context.actor?.id ?? ''],
    ['gongzhang.actor_name', context.actor?.name ?? ''],
  ];
  const calls = settings.map(([name, value]) => `set_config('${name}', ${literal(value)}, true)`);
  return `SELECT ${calls.join(', ')}`;
}

/** A string constant, safe whatever standard_conforming_strings says. */
function literal(text: string): string {
  const doubled = text.replaceAll("'", "''");
  return doubled.includes('\\') ? `E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
}

function readTx(runner: QueryRunner, context: RequestContext, now: Date): ReadTx {
  return {
    scope: context.scope,
    now,
    today: localDateOf(now),
    manager: runner.manager,
    query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
      (await runner.query(sql, [...parameters], true)).records as Row[],
  };
}

function writeTx(
  runner: QueryRunner,
  context: RequestContext,
  now: Date,
  events: AuditEvent[],
): Tx {
  return {
    ...readTx(runner, context, now),
    communityCode: context.communityCode,
    actor: context.actor ?? { id: '', name: '系统' },
    audit: (event: AuditEvent) => {
      events.push(event);
    },
  } as Tx;
}

/** Invariant 16: the key's row is claimed first, so that an equal request waits for this one's end. */
async function claimKey(tx: Tx, context: RequestContext): Promise<void> {
  if (context.idempotency === null) return;
  const { key, requestHash } = context.idempotency;
  const community = context.communityCode ?? PLATFORM_COMMUNITY;
  const claimed = await tx.query(
    `INSERT INTO idempotency_key (community_code, key, request_hash) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING RETURNING key`,
    [community, key, requestHash],
  );
  if (claimed.length > 0) return;
  const [kept] = await tx.query<{ request_hash: Buffer; status: number; response: string }>(
    'SELECT request_hash, status, response FROM idempotency_key WHERE community_code = $1 AND key = $2',
    [community, key],
  );
  if (kept === undefined || !kept.request_hash.equals(requestHash)) {
    throw new DomainError('idempotency-key-reused', { key });
  }
  throw new IdempotentReplay(kept.status, kept.response);
}

/** Fields of an answer that are shown once and kept nowhere; a repeated request is answered without them. */
const SHOWN_ONCE: readonly string[] = ['initialPassword'];

async function keepAnswer(tx: Tx, context: RequestContext, answer: unknown): Promise<void> {
  if (context.idempotency === null) return;
  await tx.query(
    'UPDATE idempotency_key SET status = $3, response = $4 WHERE community_code = $1 AND key = $2',
    [
      context.communityCode ?? PLATFORM_COMMUNITY,
      context.idempotency.key,
      context.idempotency.status,
      answer === undefined
        ? ''
        : JSON.stringify(answer, (name, value: unknown) =>
            SHOWN_ONCE.includes(name) ? undefined : value,
          ),
    ],
  );
}
