import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Sandbox } from './sandbox.js';

interface TypedResult {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

interface LintResult {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

interface Law {
  readonly law: string;
  readonly rule: string;
  /** The text of a file that breaks the law, and of one that just keeps it. */
  readonly broken: readonly [file: string, text: string];
  readonly kept: readonly [file: string, text: string];
}

const lines = (count: number) => 'void 0;\n'.repeat(count);
const functionOf = (count: number) => `export function long(): void {\n${lines(count - 2)}}\n`;
const fileOf = (count: number) => 'export {};\n' + lines(count - 1);
const constructorOf = (count: number) => {
  const fields = Array.from({ length: count }, (_, i) => `readonly f${String(i)}: string`);
  return `export class Held {\n  constructor(${fields.join(', ')}) {}\n}\n`;
};
const doorOf = (count: number) => {
  const methods = Array.from({ length: count }, (_, i) => `  m${String(i)}(): void {}\n`);
  return `export class Door {\n${methods.join('')}  private hidden(): void {}\n  #own = 1;\n}\n`;
};
const switchOf = (cases: string) =>
  `export function side(s: 'debit' | 'credit'): number {\n  switch (s) {\n${cases}  }\n  return 0;\n}\n`;

const LAWS: readonly Law[] = [
  {
    law: 'a promise is awaited',
    rule: '@typescript-eslint/no-floating-promises',
    broken: ['src/ledger/a.ts', 'export function go(p: Promise<void>): void { p; }\n'],
    kept: [
      'src/ledger/a-kept.ts',
      'export async function go(p: Promise<void>): Promise<void> { await p; }\n',
    ],
  },
  {
    law: 'a promise is no condition',
    rule: '@typescript-eslint/no-misused-promises',
    broken: [
      'src/ledger/b.ts',
      'export const go = (p: Promise<boolean>): number => (p ? 1 : 2);\n',
    ],
    kept: [
      'src/ledger/b-kept.ts',
      'export const go = async (p: Promise<boolean>): Promise<number> => ((await p) ? 1 : 2);\n',
    ],
  },
  {
    law: 'nothing is any',
    rule: '@typescript-eslint/no-explicit-any',
    broken: ['src/ledger/c.ts', 'export const id = (x: any): unknown => x;\n'],
    kept: ['src/ledger/c-kept.ts', 'export const id = (x: unknown): unknown => x;\n'],
  },
  {
    law: 'what came as any is not used unchecked',
    rule: '@typescript-eslint/no-unsafe-member-access',
    broken: ['src/ledger/d.ts', "export const amount: unknown = JSON.parse('{}').amount;\n"],
    kept: ['src/ledger/d-kept.ts', "export const amount = JSON.parse('{}') as unknown;\n"],
  },
  {
    law: 'a switch names every case',
    rule: '@typescript-eslint/switch-exhaustiveness-check',
    broken: ['src/ledger/e.ts', switchOf("    case 'debit': return 1;\n")],
    kept: [
      'src/ledger/e-kept.ts',
      switchOf("    case 'debit': return 1;\n    case 'credit': return -1;\n"),
    ],
  },
  {
    law: 'a file has at most 300 lines',
    rule: 'max-lines',
    broken: ['src/ledger/f.ts', fileOf(301)],
    kept: ['src/ledger/f-kept.ts', fileOf(300)],
  },
  {
    law: 'a function has at most 60 lines',
    rule: 'max-lines-per-function',
    broken: ['src/ledger/g.ts', functionOf(61)],
    kept: ['src/ledger/g-kept.ts', functionOf(60)],
  },
  {
    law: 'a test may tell a longer story',
    rule: 'max-lines-per-function',
    broken: ['src/ledger/h.ts', functionOf(90)],
    kept: ['src/ledger/h.spec.ts', functionOf(90)],
  },
  {
    law: 'a constructor takes at most 4 dependencies',
    rule: 'no-restricted-syntax',
    broken: ['src/ledger/i.ts', constructorOf(5)],
    kept: ['src/ledger/i-kept.ts', constructorOf(4)],
  },
  {
    law: 'a door has at most 7 public methods',
    rule: 'no-restricted-syntax',
    broken: ['src/ledger/j.service.ts', doorOf(8)],
    kept: ['src/ledger/j-kept.service.ts', doorOf(7)],
  },
  {
    law: 'only the clock reads the time',
    rule: 'no-restricted-syntax',
    broken: ['src/ledger/k.ts', 'export const now = new Date();\n'],
    kept: ['src/platform/clock/clock.ts', 'export const now = new Date();\n'],
  },
  {
    law: 'only the clock counts milliseconds',
    rule: 'no-restricted-syntax',
    broken: ['src/ledger/domain/l.ts', 'export const now = Date.now();\n'],
    kept: ['src/ledger/domain/l-kept.ts', 'export const then = new Date(0);\n'],
  },
  {
    law: 'nothing is left to chance',
    rule: 'no-restricted-syntax',
    broken: ['src/identity/m.ts', 'export const token = Math.random();\n'],
    kept: ['src/identity/m-kept.ts', 'export const token = Math.max(1, 2);\n'],
  },
  {
    law: 'no module is referred forward',
    rule: 'no-restricted-syntax',
    broken: ['src/ledger/n.ts', 'declare function forwardRef(f: unknown): void;\nforwardRef(1);\n'],
    kept: ['src/ledger/n-kept.ts', 'declare function refer(f: unknown): void;\nrefer(1);\n'],
  },
  {
    law: 'only http declares routes',
    rule: 'no-restricted-imports',
    broken: ['src/ledger/o.ts', "export { Controller } from '@nestjs/common';\n"],
    kept: ['src/ledger/http/o-kept.ts', "export { Controller } from '@nestjs/common';\n"],
  },
  {
    law: 'a refusal is a DomainError, not a status',
    rule: 'no-restricted-imports',
    broken: ['src/ledger/http/p.ts', "export { NotFoundException } from '@nestjs/common';\n"],
    kept: ['src/platform/http/p-kept.ts', "export { NotFoundException } from '@nestjs/common';\n"],
  },
  {
    law: 'types are imported as types',
    rule: '@typescript-eslint/consistent-type-imports',
    broken: [
      'src/ledger/q.ts',
      "import { Injectable } from '@nestjs/common';\nexport type Q = typeof Injectable;\n",
    ],
    kept: [
      'src/ledger/q-kept.ts',
      "import { Injectable } from '@nestjs/common';\nimport { R } from './r.js';\n" +
        '@Injectable()\nexport class Q {\n  constructor(readonly r: R) {}\n}\n',
    ],
  },
  {
    law: 'the compiler is not silenced',
    rule: '@typescript-eslint/ban-ts-comment',
    broken: ['src/ledger/s.ts', '// @ts-ignore\nexport const s = 1;\n'],
    kept: ['src/ledger/s-kept.ts', '// a plain remark\nexport const s = 1;\n'],
  },
  {
    law: 'what is equal is identical',
    rule: 'eqeqeq',
    broken: ['src/ledger/t.ts', 'export const t = (a: unknown): boolean => a == 1;\n'],
    kept: ['src/ledger/t-kept.ts', 'export const t = (a: unknown): boolean => a === 1;\n'],
  },
  {
    law: 'the service writes its log, not the console',
    rule: 'no-console',
    broken: ['src/ledger/u.ts', "console.log('posted');\n"],
    kept: ['src/cli.ts', "console.log('posted');\n"],
  },
];

const RULE_FILES = ['eslint.config.js', '.oxlintrc.json', 'tsconfig.json', 'package.json'];
const sandbox = new Sandbox(RULE_FILES);
const found = new Map<string, (string | null)[]>();

beforeAll(() => {
  sandbox.borrowPackages();
  sandbox.write('src/ledger/r.ts', 'export class R {}\n');
  sandbox.write('test/r.spec.ts', 'export {};\n');
  for (const { broken, kept } of LAWS) {
    sandbox.write(...broken);
    sandbox.write(...kept);
  }
  const results = sandbox.run('eslint/bin/eslint.js', ['--format', 'json', 'src']) as LintResult[];
  for (const { filePath, messages } of results) {
    const file = filePath.slice(filePath.indexOf('src/'));
    found.set(
      file,
      messages.map(({ ruleId }) => ruleId),
    );
  }
  // The rules that need types: typescript(no-floating-promises) is @typescript-eslint/no-floating-promises.
  const typed = sandbox.run('oxlint/bin/oxlint', [
    '--format',
    'json',
    'src',
    'test',
  ]) as TypedResult;
  for (const { code, filename } of typed.diagnostics) {
    const rule = /^typescript(?:-eslint)?\((.+)\)$/.exec(code)?.[1] ?? code;
    found.get(filename)?.push(`@typescript-eslint/${rule}`);
  }
}, 120_000);

afterAll(() => {
  sandbox.remove();
});

describe('the lint rules', () => {
  test.each(LAWS)('$law', ({ rule, broken, kept }) => {
    expect(found.get(broken[0])).toContain(rule);
    expect(found.get(kept[0])).not.toContain(rule);
    expect(found.get(kept[0])).toBeDefined();
  });
});
