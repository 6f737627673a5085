import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { fieldDetailInEnglish } from '../../src/kernel/field-details.js';

const SOURCES = path.resolve(import.meta.dirname, '../../src');
const SAID = /\b(?:detail|message): (['`])((?:(?!\1).)*[\u4e00-\u9fff].*?)\1/gs;

/** What a source says of fields, each placeholder filled with something. */
function saidIn(file: string): string[] {
  return [...readFileSync(path.join(SOURCES, file), 'utf8').matchAll(SAID)].map(([, , text = '']) =>
    text.replaceAll(/\$\{[^}]*\? '(.*?)'[^}]*\}/g, '$1').replaceAll(/\$\{[^}]*\}/g, 'X'),
  );
}

test('whatever is said of a field in Chinese is known in English', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      /\.ts$/.test(file) &&
      !/\.(spec|fixture)\.ts$|problems\/|\.sheet\.ts$|\/document\//.test(file),
  );
  const said = files.flatMap((file) => saidIn(file).map((text) => ({ file, text })));
  expect(said.length).toBeGreaterThan(40);
  expect(said.filter(({ text }) => /[\u4e00-\u9fff]/.test(fieldDetailInEnglish(text)))).toEqual([]);
});
