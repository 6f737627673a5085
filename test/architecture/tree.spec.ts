import { describe, expect, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SRC = resolve(import.meta.dirname, '../../src');

const files = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(SRC.length + 1)
      .replaceAll('\\', '/'),
  );

/** Folders and files that say nothing about what stands in them. */
function namesThatSayNothing(paths: readonly string[]): string[] {
  return paths.filter(
    (path) =>
      /(^|\/)(common|utils?|shared|helpers?|misc)\//.test(path) || /(^|\/)index\.ts$/.test(path),
  );
}

/** Files whose name is not lower case words with hyphens, then its kinds. */
function namesOutOfLine(paths: readonly string[]): string[] {
  return paths.filter((path) => !/^([a-z0-9]+(-[a-z0-9]+)*[./])+[a-z]+$/.test(path));
}

describe('the tree tells what the system does', () => {
  test('no drawer for odds and ends, no barrel', () => {
    expect(namesThatSayNothing(['utils/money.ts', 'ledger/index.ts'])).toHaveLength(2);
    expect(namesThatSayNothing(['ledger/domain/voucher.ts'])).toEqual([]);
    expect(namesThatSayNothing(files)).toEqual([]);
  });

  test('every file is named thing.kind.ts in lower case', () => {
    expect(namesOutOfLine(['ledger/Voucher.ts', 'ledger/voucher_line.ts'])).toHaveLength(2);
    expect(namesOutOfLine(['ledger/domain/voucher-line.spec.ts'])).toEqual([]);
    expect(namesOutOfLine(files)).toEqual([]);
  });
});
