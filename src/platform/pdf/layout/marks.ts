/** The roles a font can play. */
export type Face = 'body' | 'title' | 'heading' | 'subheading' | 'numerals';

/** Points in a millimetre. */
export const MM = 72 / 25.4;

/** A node of the document's logical structure (ISO 32000-1, 14.8); reading order is the order of making. */
export class Tag {
  readonly children: Tag[] = [];

  constructor(
    readonly type:
      'Document' | 'Sect' | 'P' | 'H1' | 'H2' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure',
    parent: Tag | null = null,
    readonly alt: string | null = null,
  ) {
    parent?.children.push(this);
  }
}

/** Text on a baseline; `spacing` is added after each character, `figures` asks for half-width digits. */
export interface TextMark {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly face: Face;
  readonly size: number;
  readonly spacing: number;
  readonly figures: boolean;
  /** Horizontal scale, for a dash that must fill its cells. */
  readonly stretch?: number;
  readonly color: string;
  readonly turned?: boolean;
  readonly tag?: Tag;
}

/** A straight line. */
export interface RuleMark {
  readonly kind: 'rule';
  readonly x: number;
  readonly y: number;
  readonly toX: number;
  readonly toY: number;
  readonly weight: number;
  readonly color: string;
}

/** A two-dimensional code, drawn as vectors. */
export interface QrMark {
  readonly kind: 'qr';
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly text: string;
  readonly tag?: Tag;
}

/** What can stand on a page. Without a tag it is decoration. */
export type Mark = TextMark | RuleMark | QrMark;

/** A finished page in points, its origin at the top left. */
export interface Page {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

export const BLACK = '#000000';
export const RED = '#E60012';
export const GREY = '#595959';

/** The same mark elsewhere. */
export function moved<M extends Mark>(mark: M, dx: number, dy: number): M {
  const at = { ...mark, x: mark.x + dx, y: mark.y + dy };
  return mark.kind === 'rule' ? { ...at, toX: mark.toX + dx, toY: mark.toY + dy } : at;
}

/** The same mark as decoration, as in a head repeated on the next page. */
export function untagged(mark: Mark): Mark {
  if (mark.kind === 'rule') return mark;
  const { tag: _tag, ...bare } = mark;
  return bare;
}

/** A line in black, thin unless told. */
export function rule(x: number, y: number, toX: number, toY: number, weight = 0.5): RuleMark {
  return { kind: 'rule', x, y, toX, toY, weight, color: BLACK };
}
