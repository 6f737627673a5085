import { createHash, randomUUID } from 'node:crypto';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { Database } from '../platform/database/database.js';
import { SYSTEM_CONTEXT, type RequestContext } from '../platform/database/request-context.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import type { TableSource } from '../platform/tables/read-table.js';
import { ImportReader } from './import-reader.js';
import { endedImport } from './storage/import-verification.queries.js';
import {
  beginAttempt,
  draftsOfSets,
  endImport,
  findImport,
  importContent,
  insertWaiting,
  listImportErrors,
  listImports,
  openImports,
  type ImportErrorRow,
  type ImportPlace,
  type ImportRow,
} from './storage/imports.queries.js';

export type { ImportErrorRow, ImportRow } from './storage/imports.queries.js';

/** Tries of one import; a file that ends the service each time is given up. */
const MOST_ATTEMPTS = 3;
/** Errors that an import shows of itself; the list of them has all. */
const SHOWN_ERRORS = 100;

/** One import and the first of its errors. */
export type ImportProgressView = ImportRow & { readonly errors: readonly ImportErrorRow[] };

/**
 * Imports of large tables in the background, one at a time: read in a thread of their own, checked and kept set by set,
 * and made drafts in one transaction. What a service that ended left behind is taken up again at the next start.
 */
@Injectable()
export class ImportJobsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('imports');
  private readonly stop = new AbortController();
  private working: Promise<void> | null = null;

  constructor(
    private readonly database: Database,
    private readonly reader: ImportReader,
  ) {}

  onApplicationBootstrap(): void {
    if (this.database.isOpen) this.wake();
  }

  /** What is being read stays as it is, to be taken up at the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.working;
  }

  /** Takes a table to be imported, or only tried, in the background; call wake() when it is committed. */
  async take(
    tx: Tx,
    community: string,
    bookNo: number,
    { declared, bytes }: TableSource,
    preview: boolean,
  ): Promise<ImportProgressView> {
    const id = randomUUID();
    const digest = createHash('sha256').update(bytes).digest();
    await insertWaiting(tx, community, bookNo, {
      id,
      preview,
      format: declared,
      digest,
      content: bytes,
    });
    tx.audit({
      action: 'import-taken',
      subjectKind: 'import',
      subjectId: id,
      sentence: `第${bookNo}账套收到待${preview ? '试读' : '导入'}的凭证表格，${bytes.length} 字节`,
      after: { preview, format: declared, digest: digest.toString('hex') },
    });
    return this.look(tx, community, bookNo, id);
  }

  /** How far an import has come. @throws DomainError not-found */
  async look(
    tx: ReadTx,
    community: string,
    bookNo: number,
    id: string,
  ): Promise<ImportProgressView> {
    const row = await findImport(tx, community, bookNo, id);
    if (row === undefined) throw new DomainError('not-found');
    const page = { limit: SHOWN_ERRORS, after: 0 };
    return { ...row, errors: await listImportErrors(tx, community, bookNo, id, page) };
  }

  /** The imports of a book, the newest first. */
  async list(
    tx: ReadTx,
    community: string,
    bookNo: number,
    limit: number,
    after: readonly [string, string] | null,
  ): Promise<ImportRow[]> {
    return listImports(tx, community, bookNo, limit, after);
  }

  /** All that is wrong with a table, by row. @throws DomainError not-found */
  async errors(
    tx: ReadTx,
    { community, bookNo }: { community: string; bookNo: number },
    id: string,
    page: { limit: number; after: number },
  ): Promise<ImportErrorRow[]> {
    if ((await findImport(tx, community, bookNo, id)) === undefined)
      throw new DomainError('not-found');
    return listImportErrors(tx, community, bookNo, id, page);
  }

  /** Begins to work off what waits, unless it is being done. */
  wake(): void {
    if (this.stop.signal.aborted) return;
    this.working ??= this.workOff()
      .catch((error: unknown) => {
        this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      })
      .finally(() => {
        this.working = null;
      });
  }

  private async workOff(): Promise<void> {
    const busy = new Set<string>();
    for (;;) {
      const open = await this.database.read(SYSTEM_CONTEXT, openImports);
      const next = open.find(({ id }) => !busy.has(id));
      if (next === undefined || this.stop.signal.aborted) return;
      const done = await this.database.exclusively(`import ${next.id}`, () => this.run(next));
      // Another service has it in hand.
      if (done === null) busy.add(next.id);
    }
  }

  private async run(waiting: ImportPlace): Promise<true> {
    const context = contextOf(waiting);
    const begun = await this.database.write(context, (tx) => beginAttempt(tx, waiting));
    if (begun === undefined) return true;
    const place = { ...waiting, attempt: begun.attempt };
    try {
      if (begun.attempt > MOST_ATTEMPTS) throw new DomainError('import-interrupted');
      const content = await this.database.read(context, (tx) => importContent(tx, place));
      if (content === undefined) throw new DomainError('import-interrupted');
      const source = { declared: begun.format, bytes: content };
      const errorCount = await this.reader.read(context, place, source, this.stop.signal);
      await this.database.write(context, (tx) => this.finish(tx, place, begun.preview, errorCount));
    } catch (error) {
      if (this.stop.signal.aborted) return true;
      if (error instanceof DomainError) {
        await this.database.write(context, (tx) => this.fail(tx, place, error));
      } else {
        this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      }
    }
    return true;
  }

  private async finish(
    tx: Tx,
    place: ImportPlace,
    preview: boolean,
    errorCount: number,
  ): Promise<void> {
    const state = errorCount > 0 ? 'rejected' : preview ? 'checked' : 'imported';
    const voucherIds = state === 'imported' ? await draftsOfSets(tx, place) : [];
    if (!(await endImport(tx, place, { state, voucherIds, problem: null }))) {
      throw new DomainError('import-interrupted');
    }
    const said = {
      imported: `从表格导入凭证 ${voucherIds.length} 张`,
      checked: '试读凭证表格，没有问题',
      rejected: `凭证表格有 ${errorCount} 处不对，没有导入`,
    };
    tx.audit({
      action: 'import-ended',
      subjectKind: 'import',
      subjectId: place.id,
      sentence: `第${place.bookNo}账套${said[state]}`,
      after: await endedImport(tx, place.community, place.bookNo, place.id),
    });
  }

  private async fail(
    tx: Tx,
    place: ImportPlace,
    { code, facts, errors }: DomainError,
  ): Promise<void> {
    await endImport(tx, place, {
      state: 'failed',
      voucherIds: [],
      problem: { code, facts, errors },
    });
    tx.audit({
      action: 'import-ended',
      subjectKind: 'import',
      subjectId: place.id,
      sentence: `第${place.bookNo}账套凭证表格没有导入，原因代码 ${code}`,
      after: await endedImport(tx, place.community, place.bookNo, place.id),
    });
  }
}

/** An import is done in the name of the person who asked for it. */
function contextOf({ community, makerId, makerName }: ImportPlace): RequestContext {
  return {
    scope: community,
    communityCode: community,
    actor: { id: makerId, name: makerName },
    idempotency: null,
  };
}
