import { type Ruler, type TextStyle } from './clusters.js';
import { type HeadingCounter } from './heading-numbers.js';

/** The measures of a page's text: how wide, how tall, in which type. */
export interface Setting {
  readonly width: number;
  readonly height: number;
  readonly pitch: number;
  readonly body: TextStyle;
  readonly tableSize: number;
  readonly ruler: Ruler;
  /** No line of a paragraph stands alone at a page's end or head; a sheet has no line grid to fill. */
  readonly keepsTogether: boolean;
  readonly headings: HeadingCounter;
}
