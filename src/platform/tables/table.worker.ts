import { parentPort, workerData } from 'node:worker_threads';
import type { TableRow } from '../../kernel/table-cell.js';
import { DomainError, type Facts, type ProblemCode } from '../../kernel/domain-error.js';
import { rowsOf, type TableSource } from './table-rows.js';

/** What the reading thread says: rows, then the end; or why it cannot go on. */
export type TableMessage =
  | { readonly kind: 'rows'; readonly rows: TableRow[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'refused'; readonly code: ProblemCode; readonly facts: Facts }
  | { readonly kind: 'failed'; readonly failure: string };

function say(message: TableMessage): void {
  parentPort?.postMessage(message);
}

/** Reads one table; each batch waits until the one before was taken, so that no more than two are held. */
async function read(source: TableSource): Promise<void> {
  for await (const rows of rowsOf(source)) {
    say({ kind: 'rows', rows });
    await new Promise((taken) => parentPort?.once('message', taken));
  }
  say({ kind: 'end' });
}

read(workerData as TableSource).catch((error: unknown) => {
  if (error instanceof DomainError) {
    say({ kind: 'refused', code: error.code, facts: error.facts });
  } else {
    say({
      kind: 'failed',
      failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});
