import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { faultsOf, MARKS, titlesOf } from './compliance-table.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const document = read('docs/compliance.md');

/** The row of a requirement with something in it written otherwise. */
function changed(id: string, from: RegExp | string, to: string): string {
  const row = document.split('\n').find((line) => line.startsWith(`| ${id} `)) ?? '';
  expect(row.replace(from, to)).not.toBe(row);
  return document.replace(row, () => row.replace(from, to));
}

describe('docs/compliance.md', () => {
  test('has one row for each requirement, and names only tests, files and routes that are there', () => {
    expect(faultsOf(document)).toEqual([]);
  });

  test.each(['README.md', 'README.zh-CN.md', 'ARCHITECTURE.md'])('is found from %s', (file) => {
    expect(read(file)).toContain('docs/compliance.md');
  });

  test('explains each of its marks', () => {
    expect(MARKS.filter((mark) => !document.includes(`**${mark}**`))).toEqual([]);
  });
});

describe('the table is not believed', () => {
  test.each([
    ['a row is missing', changed('F22', /^.*$/, ''), 'F22 has 0 rows'],
    ['a row is there twice', changed('W09', 'W09', 'W08'), 'W08 has 2 rows'],
    ['a row is of no requirement', changed('F47', 'F47', 'F48'), 'F48 is no requirement'],
    ['a cell is missing', changed('F22', ' 无 |', ''), 'F22 has 5 cells'],
    ['a row says nothing of its gaps', changed('F22', ' 无 |', ' |'), 'F22 has no mark'],
    [
      'a spec is not there',
      changed('F22', 'ledger-guards.spec.ts', 'ledger-gards.spec.ts'),
      'F22: no spec test/integration/ledger-gards.spec.ts',
    ],
    [
      'a test is not in the spec that is named',
      changed('F22', '「%s by the owner is refused」', '「%s by the owner is taken」'),
      'F22: no test 「%s by the owner is taken」 in test/integration/ledger-guards.spec.ts',
    ],
    [
      'a worked year is of another standard',
      changed('F28', 'a small company (财会〔2011〕17号)', 'a small company (财会〔2011〕18号)'),
      'F28: no test 「twelve months of a small company (财会〔2011〕18号)」 in test/scenarios/twelve-months-company.spec.ts',
    ],
    [
      'a test is named without its spec',
      changed('F22', '「', '、「'),
      expect.stringMatching(/^F22 names tests in another form/),
    ],
    [
      'something is claimed and no test is named',
      changed('F22', /`test.*」/, '—'),
      'F22 claims without a test',
    ],
    [
      'a gap leaves the user alone',
      changed('F40', /办法：.*\|$/, '|'),
      'F40 does not say what to do',
    ],
    [
      'a duty is not explained',
      changed('F39', /运维职责：.*\|$/, '运维职责 |'),
      'F39 does not explain itself',
    ],
    [
      'a migration is not there',
      changed('F22', '0002-ledger.sql', '0099-ledger.sql'),
      'F22: no migrations/0099-ledger.sql',
    ],
    [
      'a route is not there',
      changed('F35', 'GET …/audit-events', 'GET …/audit-event'),
      'F35: no GET …/audit-event',
    ],
    [
      'the sums are old',
      changed('F40', '缺口：', '部分：'),
      expect.stringMatching(/^the document does not say: 无 \d+ 条，部分/),
    ],
  ])('when %s', (_, text, fault) => {
    expect(faultsOf(text)).toContainEqual(fault);
  });

  test('by titles of tests that are skipped or only spoken of', () => {
    const titles = titlesOf(`
      describe.each(BOOKS)('a %s book', () => {
        test.each([['x']])('\${x} stands, %s', () => { say('not this'); });
        testWith(['hledger'], 'is read', body);
        test.skip('later', body);
        // test('once', body)
        test(\`as it is\`, body);
      });
      tryYear({ year: 2026, title: 'a year', june: { title: 'no test' } });`);
    expect([...titles]).toEqual(['a %s book', '${x} stands, %s', 'is read', 'as it is', 'a year']);
  });
});
