import { type Alignment, type Table, type Tone } from './table.js';

/** A running paragraph; line feeds part it. */
export interface ParagraphBlock {
  readonly kind: 'paragraph';
  readonly text: string;
  readonly indent?: boolean;
  readonly align?: Alignment;
  readonly strong?: boolean;
  readonly tone?: Tone;
  readonly small?: boolean;
  /** Never the last on its page: what follows belongs to it. */
  readonly keepWithNext?: boolean;
}

/** A heading of level 一、（一）1．（1）; its number is counted unless the text brings one. */
export interface HeadingBlock {
  readonly kind: 'heading';
  readonly level: 1 | 2 | 3 | 4;
  readonly text: string;
  readonly numbered?: boolean;
}

/** A table in the flow of the text. */
export interface TableBlock {
  readonly kind: 'table';
  readonly table: Table;
  /** Never the last on its page: what follows belongs to it. */
  readonly keepWithNext?: boolean;
}

/** Labels with their values in one or two columns. */
export interface FactsBlock {
  readonly kind: 'facts';
  readonly items: readonly { readonly label: string; readonly value: string }[];
  readonly columns?: 1 | 2;
}

/** Places to sign: a line to write on, or the printed name and date of who has signed. */
export interface SignaturesBlock {
  readonly kind: 'signatures';
  readonly slots: readonly SignatureSlot[];
  /** With room above each line for a name written by hand or a seal. */
  readonly roomy?: boolean;
  readonly perRow?: 1 | 2 | 3;
}

/** One signatory. */
export interface SignatureSlot {
  readonly role: string;
  readonly name?: string;
  readonly date?: string;
  readonly note?: string;
}

/** A code to scan, with its caption beside it. */
export interface QrBlock {
  readonly kind: 'qr';
  readonly url: string;
  readonly caption: string;
  readonly sideMm?: number;
}

/** The lines over a table: at its left, in its middle, at its right; the three end on the same line. */
export interface HeadsBlock {
  readonly kind: 'heads';
  readonly left: readonly string[];
  readonly centre: string;
  readonly right: readonly string[];
}

/** The parts a page is made of. */
export type Block =
  | ParagraphBlock
  | HeadingBlock
  | TableBlock
  | FactsBlock
  | SignaturesBlock
  | QrBlock
  | HeadsBlock
  | { readonly kind: 'space'; readonly lines?: number }
  | { readonly kind: 'page-break' };

/** A data file carried inside the document (PDF/A-3, ISO 19005-3). */
export interface EmbeddedFile {
  readonly name: string;
  readonly mime: string;
  readonly content: Uint8Array;
  readonly description: string;
}

/** An annex, begun on a new sheet. */
export interface Attachment {
  readonly title: string | readonly string[];
  readonly blocks: readonly Block[];
  readonly landscape?: boolean;
}

/** 版记: copies to, printed by, printed on. */
export interface Colophon {
  readonly copyTo?: string;
  readonly printedBy: string;
  readonly printedOn: string;
}

/** An official document laid out after GB/T 9704-2012; dates are Chinese text already. */
export interface OfficialDocument {
  readonly issuer: string;
  readonly documentNumber?: string;
  readonly signer?: string;
  readonly title: string | readonly string[];
  readonly addressee?: string;
  readonly body: readonly Block[];
  readonly attachmentNotes?: readonly string[];
  readonly signature: string;
  readonly date: string;
  readonly note?: string;
  readonly colophon?: Colophon;
  readonly attachments?: readonly Attachment[];
  readonly createdAt: Date;
  readonly files?: readonly EmbeddedFile[];
}

/** What stands at the foot of every page of a sheet; `mark` is a line set small in tabular type. */
export interface SheetFooter {
  readonly lines: readonly string[];
  readonly mark?: string;
  readonly qr?: { readonly url: string; readonly caption: string };
}

/** A sheet to pin up: large title, large type, tables, the same foot on every page. */
export interface SheetDocument {
  readonly title: string | readonly string[];
  readonly subtitle?: string;
  readonly blocks: readonly Block[];
  readonly signature?: string;
  readonly date?: string;
  readonly footer?: SheetFooter;
  readonly landscape?: boolean;
  readonly textSize?: number;
  readonly createdAt: Date;
  readonly files?: readonly EmbeddedFile[];
}
