import { expect } from '@jest/globals';
import { ask, wordsOf } from '../integration/pdf-tools.js';
import type { Client, TestApp } from '../support/app.js';
import { bytesOf } from '../support/file-answer.js';
import { collectiveStory, COMMUNITY } from '../support/ledger-story.js';

export const BOOK = `/api/v1/communities/${COMMUNITY}/books/1`;
/** So many rents of 10.00 come in during March, the first 27 on days of their own. */
export const RENTS = 40;

/** The story told on: the rents of March, a voucher of nine lines in April, a red letter in May. */
export interface PrintingStory {
  readonly supervisor: Client;
  readonly wide: string;
  readonly red: string;
}

export async function printingStory(t: TestApp): Promise<PrintingStory> {
  const keeper = await collectiveStory(t);
  for (let number = 1; number <= RENTS; number += 1) {
    const day = String(Math.min(number, 28)).padStart(2, '0');
    await keeper.post(1, `2026-03-${day}`, `收摊位费第${number}笔`, [
      ['10201', '10.00', ''],
      ['50101', '', '10.00'],
    ]);
  }
  const lines = Array.from({ length: 8 }, () => ['51301', '1.00', ''] as const);
  const wide = await keeper.post(1, '2026-04-07', '买八样文具', [...lines, ['10101', '', '8.00']]);
  const wrong = await keeper.post(1, '2026-05-06', '买纸', [
    ['51301', '5.05', ''],
    ['10101', '', '5.05'],
  ]);
  const red = await keeper.reverse(1, wrong.id, '2026-05-07');
  return { supervisor: await t.as('supervisor-a.001'), wide: wide.id, red: red.id };
}

/** What asks for a printed file: its bytes and its name. */
export const printer =
  (client: () => Client) =>
  async (path: string): Promise<{ bytes: Buffer; name: string }> => {
    const { bytes, type, disposition } = await bytesOf(client().get(`${BOOK}/${path}`));
    expect(type).toBe('application/pdf');
    return { bytes, name: decodeURIComponent(disposition.replace(/^.*filename\*=UTF-8''/, '')) };
  };

/** The text of each page as it was written, without white. */
export const pagesOf = (pdf: Buffer): string[] =>
  ask('pdftotext', ['-raw'], pdf)
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/\s/g, ''));

/** The words of each line of a page, from left to right. */
function linesOf(pdf: Buffer, page: number): string[] {
  const words = wordsOf(pdf).filter((word) => word.page === page);
  const lines = new Map<number, { x: number; text: string }[]>();
  for (const { xMin, yMin, yMax, text } of words) {
    const middle = Math.round((yMin + yMax) / 2);
    const at = [middle - 1, middle, middle + 1].find((y) => lines.has(y)) ?? middle;
    lines.set(at, [...(lines.get(at) ?? []), { x: xMin, text }]);
  }
  return [...lines.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, line]) =>
      line
        .sort((a, b) => a.x - b.x)
        .map(({ text }) => text)
        .join(' '),
    );
}

/** The cells of the ledger rows that begin with this word, on every page. */
export const rowsOf = (pdf: Buffer, page: number, word: string): string[] =>
  linesOf(pdf, page).filter((line) => line.includes(word));

/** Width and height of the pages in points. */
export function sizeOf(pdf: Buffer): number[] {
  const [, width, height] =
    /Page size:\s+([\d.]+) x ([\d.]+) pts/.exec(ask('pdfinfo', [], pdf)) ?? [];
  return [Number(Number(width).toFixed(2)), Number(Number(height).toFixed(2))];
}

export const A5_LANDSCAPE = [595.28, 419.53];
export const A4_PORTRAIT = [595.28, 841.89];
export const A4_LANDSCAPE = [841.89, 595.28];
