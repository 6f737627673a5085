import { parentPort, workerData } from 'node:worker_threads';
import { type OfficialDocument, type SheetDocument } from './document.js';
import { type FontFiles } from './fonts.js';
import { renderOfficialDocument } from './official-document.js';
import { renderSheet } from './sheet.js';

/** A document to be rendered, under the number its answer will bear. */
export type RenderRequest = { readonly id: number } & (
  | { readonly kind: 'official'; readonly document: OfficialDocument }
  | { readonly kind: 'sheet'; readonly document: SheetDocument }
);

/** The bytes of a document, or why there are none. */
export type RenderAnswer =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly failure: string };

const fonts = workerData as Partial<FontFiles>;

async function answer(request: RenderRequest): Promise<RenderAnswer> {
  try {
    const bytes =
      request.kind === 'official'
        ? await renderOfficialDocument(request.document, fonts)
        : await renderSheet(request.document, fonts);
    return { id: request.id, bytes };
  } catch (error) {
    const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { id: request.id, failure };
  }
}

parentPort?.on('message', (request: RenderRequest) => {
  void answer(request).then((done) => parentPort?.postMessage(done));
});
