import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type OfficialDocument, type SheetDocument } from './document.js';
import { type FontFiles } from './fonts.js';
import { type FormDocument, type FormPage } from './form.js';
import { FormPrinter } from './form-printer.js';
import { renderOfficialDocument } from './official-document.js';
import type { RenderAnswer, RenderRequest } from './pdf.worker.js';
import { renderSheet } from './sheet.js';

interface Pending {
  readonly resolve: (bytes: Buffer) => void;
  readonly reject: (error: Error) => void;
}

type Work = RenderRequest extends infer Request
  ? Request extends RenderRequest
    ? Omit<Request, 'id'>
    : never
  : never;

/** Pages handed over at once: a small message, and others get their turn between two. */
const SLICE = 100;
const NOTHING = Buffer.alloc(0);

const WORKER = new URL('./pdf.worker.js', import.meta.url);

/** Renders documents off the event loop, in one thread that keeps the fonts; uncompiled sources render in place. */
export class PdfRenderer {
  private worker: Worker | null = null;
  private readonly pending = new Map<number, Pending>();
  private last = 0;

  constructor(private readonly fonts: Partial<FontFiles> = {}) {}

  /** An official document after GB/T 9704-2012. @throws Error when a font cannot be read */
  official(document: OfficialDocument): Promise<Buffer> {
    return canThread()
      ? this.ask({ kind: 'official', document })
      : renderOfficialDocument(document, this.fonts);
  }

  /** A sheet to pin up. @throws Error when a font cannot be read */
  sheet(document: SheetDocument): Promise<Buffer> {
    return canThread() ? this.ask({ kind: 'sheet', document }) : renderSheet(document, this.fonts);
  }

  /**
   * A document of forms. Its pages are laid out and handed over slice by slice, each when the one before is printed, so
   * that neither the event loop nor another document waits for a long one.
   * @throws Error when a font cannot be read or a page does not fit its form
   */
  async forms(document: FormDocument, pages: Iterable<FormPage>): Promise<Buffer> {
    if (!canThread()) {
      const printer = new FormPrinter(document, this.fonts);
      printer.add(pages);
      return printer.end();
    }
    const of = this.last + 1;
    await this.ask({ kind: 'forms', document });
    try {
      for (const slice of slicesOf(pages, SLICE)) {
        await this.ask({ kind: 'form-pages', of, pages: slice });
      }
    } catch (error) {
      await this.ask({ kind: 'forms-end', of }).catch(() => NOTHING);
      throw error;
    }
    return this.ask({ kind: 'forms-end', of });
  }

  /** Ends the thread; what it had not finished is refused. */
  async close(): Promise<void> {
    await this.worker?.terminate();
  }

  private ask(work: Work): Promise<Buffer> {
    const worker = (this.worker ??= this.start());
    const id = (this.last += 1);
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      worker.ref();
      const request = { id, ...work } as RenderRequest;
      worker.postMessage(request);
    });
  }

  private start(): Worker {
    const worker = new Worker(WORKER, { workerData: this.fonts });
    worker.on('message', (answer: RenderAnswer) => {
      this.settle(answer);
    });
    worker.on('error', (error) => {
      this.drop(worker, error instanceof Error ? error : new Error(String(error)));
    });
    worker.on('exit', () => {
      this.drop(worker, new Error('the rendering thread has ended'));
    });
    return worker;
  }

  private settle(answer: RenderAnswer): void {
    const waiting = this.pending.get(answer.id);
    this.pending.delete(answer.id);
    if (this.pending.size === 0) this.worker?.unref();
    if ('failure' in answer) waiting?.reject(new Error(answer.failure));
    else waiting?.resolve(Buffer.from(answer.bytes));
  }

  /** A thread that is gone answers nobody; the next document starts another. */
  private drop(worker: Worker, reason: Error): void {
    if (this.worker !== worker) return;
    this.worker = null;
    for (const { reject } of this.pending.values()) reject(reason);
    this.pending.clear();
  }
}

function* slicesOf<T>(all: Iterable<T>, size: number): Generator<T[]> {
  let slice: T[] = [];
  for (const one of all) {
    slice.push(one);
    if (slice.length < size) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}

function canThread(): boolean {
  return import.meta.url.endsWith('.js') && existsSync(WORKER);
}
