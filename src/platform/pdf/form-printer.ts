import { type FormDocument, type FormPage } from './form.js';
import { type FontFiles, fontFiles } from './fonts.js';
import { Ink } from './ink.js';
import { FormSetter } from './layout/form-marks.js';
import { Tag } from './layout/marks.js';

/** Prints a document of forms page after page, so that a year of vouchers never lies in memory at once. */
export class FormPrinter {
  private readonly ink: Ink;
  private readonly setter: FormSetter;

  constructor(document: FormDocument, fonts: Partial<FontFiles> = {}) {
    this.ink = new Ink(fontFiles(fonts), document);
    this.setter = new FormSetter(document.forms, this.ink);
    this.ink.begin(new Tag('Document'));
  }

  /** @throws Error on a page of an unknown form or with a value that the form has no place for */
  add(pages: Iterable<FormPage>): void {
    for (const page of pages) {
      const tag = new Tag('P');
      this.ink.addPage(this.setter.page(page, tag), tag);
    }
  }

  /** Closes the document. */
  async end(): Promise<Buffer> {
    return this.ink.close([]);
  }
}
