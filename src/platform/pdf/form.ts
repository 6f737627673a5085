import { type Face } from './layout/marks.js';
import { type Alignment, type Tone } from './table.js';

/** A line of a form in millimetres from the sheet's upper left; `weight` is in points. */
export interface FormRule {
  readonly x: number;
  readonly y: number;
  readonly toX: number;
  readonly toY: number;
  readonly weight?: number;
  readonly tone?: Tone;
}

/** A place for text on a form, in millimetres; with `text` it is printed on every sheet, with `name` sheet by sheet. */
export interface FormBox {
  readonly name?: string;
  readonly text?: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly align?: Alignment;
  readonly face?: Face;
  readonly tone?: Tone;
  /** Size of the type in points, and the smallest it may shrink to before the text is cut. */
  readonly size?: number;
  readonly least?: number;
  /** Most lines that the text may take; as many as fit unless told. */
  readonly lines?: number;
  /** How many digit boxes the place is ruled into: each digit of an amount stands in its own. */
  readonly digits?: number;
}

/** A ruled sheet as data: one form serves every page that is printed on it. */
export interface Form {
  readonly width: number;
  readonly height: number;
  readonly rules: readonly FormRule[];
  readonly boxes: readonly FormBox[];
}

/** What is printed in a place; a framed amount is a red-letter one that even a black printer tells. */
export type FormValue =
  string | { readonly text: string; readonly tone?: Tone; readonly framed?: boolean };

/** One page: the form it is printed on, by its place in the document, and what its boxes hold. */
export interface FormPage {
  readonly form: number;
  readonly values: Readonly<Record<string, FormValue>>;
  readonly rules?: readonly FormRule[];
}

/** A document of forms; its pages follow one after another. */
export interface FormDocument {
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  readonly createdAt: Date;
  readonly forms: readonly Form[];
}
