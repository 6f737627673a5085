import { parentPort, workerData } from 'node:worker_threads';
import { type OfficialDocument, type SheetDocument } from './document.js';
import { type FontFiles } from './fonts.js';
import { type FormDocument, type FormPage } from './form.js';
import { FormPrinter } from './form-printer.js';
import { renderOfficialDocument } from './official-document.js';
import { renderSheet } from './sheet.js';

/** A document to be rendered, under the number its answer will bear; forms come page by page under the number of their first. */
export type RenderRequest = { readonly id: number } & (
  | { readonly kind: 'official'; readonly document: OfficialDocument }
  | { readonly kind: 'sheet'; readonly document: SheetDocument }
  | { readonly kind: 'forms'; readonly document: FormDocument }
  | { readonly kind: 'form-pages'; readonly of: number; readonly pages: readonly FormPage[] }
  | { readonly kind: 'forms-end'; readonly of: number }
);

/** The bytes of a document, or why there are none. */
export type RenderAnswer =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly failure: string };

const fonts = workerData as Partial<FontFiles>;
const NOTHING = new Uint8Array(0);
const printing = new Map<number, FormPrinter>();

async function render(request: RenderRequest): Promise<Uint8Array> {
  switch (request.kind) {
    case 'official':
      return renderOfficialDocument(request.document, fonts);
    case 'sheet':
      return renderSheet(request.document, fonts);
    case 'forms':
      printing.set(request.id, new FormPrinter(request.document, fonts));
      return NOTHING;
    case 'form-pages':
      printerOf(request.of).add(request.pages);
      return NOTHING;
    case 'forms-end': {
      const printer = printerOf(request.of);
      printing.delete(request.of);
      return printer.end();
    }
  }
}

function printerOf(id: number): FormPrinter {
  const printer = printing.get(id);
  if (printer === undefined) throw new Error(`no forms are printed under ${id}`);
  return printer;
}

async function answer(request: RenderRequest): Promise<RenderAnswer> {
  try {
    return { id: request.id, bytes: await render(request) };
  } catch (error) {
    if ('of' in request) printing.delete(request.of);
    const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { id: request.id, failure };
  }
}

parentPort?.on('message', (request: RenderRequest) => {
  void answer(request).then((done) => parentPort?.postMessage(done));
});
