import { on } from 'node:events';
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { TableRow } from '../../kernel/table-cell.js';
import { DomainError } from '../../kernel/domain-error.js';
import { MOST_SECONDS, tooLarge, unreadable } from './table-limits.js';
import { rowsOf, type TableSource } from './table-rows.js';
import type { TableMessage } from './table.worker.js';

export type { TableSource } from './table-rows.js';

const WORKER = new URL('./table.worker.js', import.meta.url);
/** Memory of the reading thread; a file that needs more ends the thread and not the service. */
const MEMORY = { maxOldGenerationSizeMb: 512 };
const TOO_LONG = '读取用时过长，文件可能已损坏；请用表格软件打开后另存为 CSV。';

/** How long a reading may go on. */
export interface Patience {
  /** Ends the reading at once, in the middle of a batch. */
  readonly stop?: AbortSignal;
  /** Seconds from one batch to the next. */
  readonly seconds?: number;
}

/**
 * Reads a table in a thread of its own, batch by batch, as fast as the batches are taken; uncompiled sources read in place.
 * A file that keeps the thread at work without end holds up nobody: the thread is ended.
 * @throws DomainError import-file-unreadable, import-too-large
 */
export async function* readTable(
  source: TableSource,
  { stop, seconds = MOST_SECONDS }: Patience = {},
): AsyncGenerator<TableRow[]> {
  if (!canThread()) {
    yield* rowsOf(source);
    return;
  }
  const worker = new Worker(WORKER, { workerData: source, resourceLimits: MEMORY });
  const end = (): void => void worker.terminate();
  stop?.addEventListener('abort', end);
  const late = new AbortController();
  const watch = (): NodeJS.Timeout =>
    setTimeout(() => {
      late.abort();
      end();
    }, seconds * 1000);
  let timer = watch();
  try {
    for await (const [message] of on(worker, 'message', { close: ['exit'] }) as AsyncIterable<
      [TableMessage]
    >) {
      clearTimeout(timer);
      if (message.kind === 'end') return;
      if (message.kind === 'refused') throw new DomainError(message.code, message.facts);
      if (message.kind === 'failed') throw new Error(message.failure);
      yield message.rows;
      worker.postMessage('taken');
      timer = watch();
    }
    throw late.signal.aborted ? unreadable(TOO_LONG) : new Error('the reading thread has ended');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    throw code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge() : error;
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener('abort', end);
    await worker.terminate();
  }
}

/** A whole table of at most so many rows. @throws DomainError import-file-unreadable, import-too-large */
export async function readWholeTable(source: TableSource, limit: number): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const batch of readTable(source)) {
    rows.push(...batch);
    if (rows.length > limit) throw tooLarge(limit);
  }
  return rows;
}

function canThread(): boolean {
  return import.meta.url.endsWith('.js') && existsSync(WORKER);
}
