import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRequire } from 'node:module';
import { Sandbox, runInCheckout } from './sandbox.js';

const CRUISER = 'dependency-cruiser/bin/dependency-cruise.mjs';
const CRUISE = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'];

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

/** The rooms, and the rooms whose doors each may enter. */
const LEFT_OF: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  platform: ['kernel'],
  audit: ['kernel', 'platform'],
  identity: ['kernel', 'platform', 'audit'],
  documents: ['kernel', 'platform', 'audit', 'identity'],
  ledger: ['kernel', 'platform', 'audit', 'identity', 'documents'],
  treasury: ['kernel', 'platform', 'audit', 'identity', 'documents', 'ledger'],
  assets: ['kernel', 'platform', 'audit', 'identity', 'documents', 'ledger', 'treasury'],
  companies: ['kernel', 'platform', 'audit', 'identity', 'documents', 'ledger', 'treasury'],
  charity: ['kernel', 'platform', 'audit', 'identity', 'documents', 'ledger', 'treasury'],
  oversight: [
    ...['kernel', 'platform', 'audit', 'identity', 'documents', 'ledger', 'treasury'],
    ...['assets', 'companies', 'charity'],
  ],
  notices: [
    ...['kernel', 'platform', 'audit', 'identity', 'documents', 'ledger', 'treasury'],
    ...['assets', 'companies', 'charity', 'oversight'],
  ],
  filings: [
    ...['kernel', 'platform', 'audit', 'identity', 'documents', 'ledger', 'treasury'],
    ...['assets', 'companies', 'charity', 'oversight', 'notices'],
  ],
};

const ROOMS = Object.keys(LEFT_OF);

/** For each rule the imports that break it, and beside them the nearest ones that keep it. */
const CASES: Readonly<Record<string, { broken: [string, string][]; kept: [string, string][] }>> = {
  'kernel-imports-nothing-but-decimal': {
    broken: [
      ['src/kernel/hash.ts', 'node:crypto'],
      ['src/kernel/injected.ts', '@nestjs/common'],
    ],
    kept: [['src/kernel/money.ts', 'decimal.js']],
  },
  'no-room-enters-the-hall': {
    broken: [['src/ledger/knows-main.ts', '../main.js']],
    kept: [['src/app.module.ts', './ledger/ledger.service.js']],
  },
  'only-through-the-door': {
    broken: [
      ['src/treasury/reads-tables.ts', '../ledger/storage/voucher.entity.js'],
      ['src/treasury/reads-forms.ts', '../ledger/http/voucher.dto.js'],
      ['src/treasury/reads-inside.ts', '../ledger/numbering.js'],
    ],
    kept: [
      ['src/treasury/asks.ts', '../ledger/ledger.service.js'],
      ['src/treasury/wires.ts', '../ledger/ledger.module.js'],
      ['src/treasury/speaks.ts', '../ledger/domain/voucher.js'],
    ],
  },
  'only-storage-knows-the-database': {
    broken: [
      ['src/ledger/queries.ts', 'typeorm'],
      ['src/ledger/http/queries.controller.ts', 'pg'],
    ],
    kept: [
      ['src/ledger/storage/balance.entity.ts', 'typeorm'],
      ['src/platform/database/source.ts', 'pg'],
    ],
  },
  'only-modules-and-storage-wire-typeorm': {
    broken: [['src/ledger/injects.ts', '@nestjs/typeorm']],
    kept: [['src/ledger/wires.module.ts', '@nestjs/typeorm']],
  },
  'only-http-speaks-http': {
    broken: [
      ['src/ledger/checks-forms.ts', 'class-validator'],
      ['src/ledger/documents.ts', '@nestjs/swagger'],
      ['src/ledger/storage/answers.ts', 'fastify'],
    ],
    kept: [
      ['src/ledger/http/draft.dto.ts', 'class-validator'],
      ['src/platform/http/server.ts', 'fastify'],
    ],
  },
  'rules-stay-pure': {
    broken: [
      ['src/ledger/domain/reads-files.ts', 'node:fs'],
      ['src/ledger/domain/injected.ts', '@nestjs/common'],
      ['src/ledger/domain/enters-the-door.ts', '../ledger.service.js'],
    ],
    kept: [
      ['src/ledger/domain/digest.ts', 'node:crypto'],
      ['src/ledger/domain/counts.ts', '../../kernel/kernel.service.js'],
      ['src/treasury/domain/speaks.ts', '../../ledger/domain/voucher.js'],
    ],
  },
  'storage-knows-no-http': {
    broken: [['src/ledger/storage/draws-forms.ts', '../http/voucher.dto.js']],
    kept: [['src/ledger/storage/draws-rules.ts', '../domain/voucher.js']],
  },
  'no-circle': {
    broken: [['src/charity/egg.ts', './hen.js']],
    kept: [['src/charity/chick.ts', './hen.js']],
  },
  'no-barrel': {
    broken: [['src/assets/opens.ts', './cards/index.js']],
    kept: [['src/assets/names.ts', './cards/card.js']],
  },
  'no-unlisted-package': {
    broken: [
      ['src/assets/tests-itself.ts', 'only-for-development'],
      ['src/assets/borrows.ts', 'never-listed'],
    ],
    kept: [['src/assets/card.spec.ts', 'only-for-development']],
  },
  'no-lost-import': {
    broken: [['src/assets/loses.ts', './gone.js']],
    kept: [['src/assets/finds.ts', './cards/card.js']],
  },
  'no-spec-in-the-product': {
    broken: [['src/assets/leans.ts', './card.spec.js']],
    kept: [['src/assets/other.spec.ts', './card.spec.js']],
  },
};

/** Files that the cases import and that import nothing themselves. */
const TARGETS = [
  ...ROOMS.map((room) => `src/${room}/${room}.service.ts`),
  'src/main.ts',
  'src/ledger/ledger.module.ts',
  'src/ledger/numbering.ts',
  'src/ledger/domain/voucher.ts',
  'src/ledger/storage/voucher.entity.ts',
  'src/ledger/http/voucher.dto.ts',
  'src/assets/cards/index.ts',
  'src/assets/cards/card.ts',
];

const LISTED = [
  ...['@nestjs/common', '@nestjs/swagger', '@nestjs/typeorm', 'class-validator'],
  ...['decimal.js', 'fastify', 'pg', 'typeorm'],
];

const sandbox = new Sandbox(['.dependency-cruiser.cjs', 'tsconfig.json']);
let violations: readonly Violation[] = [];

beforeAll(() => {
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((n) => [n, '1.0.0']));
  sandbox.write(
    'package.json',
    JSON.stringify({
      type: 'module',
      dependencies: versions(LISTED),
      devDependencies: versions(['only-for-development']),
    }),
  );
  for (const name of [...LISTED, 'only-for-development', 'never-listed']) {
    sandbox.write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'main.js' }));
    sandbox.write(`node_modules/${name}/main.js`, '');
  }
  // A circle is reported once, at the first of its files.
  sandbox.write('src/charity/hen.ts', "export * from './egg.js';\n");
  for (const file of TARGETS) sandbox.write(file, 'export const it = 1;\n');
  for (const room of ROOMS) {
    for (const other of ROOMS.filter((name) => name !== room)) {
      sandbox.write(
        `src/${room}/asks-${other}.ts`,
        `import { it } from '../${other}/${other}.service.js';\nexport const asked = it;\n`,
      );
    }
  }
  for (const { broken, kept } of Object.values(CASES)) {
    for (const [file, wanted] of [...broken, ...kept]) {
      sandbox.write(file, `import * as it from '${wanted}';\nexport const used = it;\n`);
    }
  }
  violations = cruise(sandbox.run(CRUISER, CRUISE));
}, 60_000);

afterAll(() => {
  sandbox.remove();
});

function cruise(answer: unknown): readonly Violation[] {
  return (answer as { summary: { violations: Violation[] } }).summary.violations;
}

/** The files that break a rule, without those written for the ladder itself. */
function breakers(rule: string): string[] {
  const files = violations.filter((found) => found.rule.name === rule).map(({ from }) => from);
  return [...new Set(files)].filter((file) => !file.includes('/asks-')).sort();
}

describe('the ladder', () => {
  test.each(ROOMS)('%s enters only the doors to its left', (room) => {
    const strangers = ROOMS.filter((other) => other !== room && !LEFT_OF[room]?.includes(other));
    const refused = violations
      .filter(({ rule }) => rule.name === `${room}-enters-only-doors-to-its-left`)
      .map(({ from, to }) => `${from} → ${to}`);
    expect(refused.sort()).toEqual(
      strangers
        .map((other) => `src/${room}/asks-${other}.ts → src/${other}/${other}.service.ts`)
        .sort(),
    );
  });
});

describe('the walls', () => {
  test.each(Object.entries(CASES))('%s', (rule, { broken, kept }) => {
    const found = breakers(rule);
    expect(found).toEqual(broken.map(([file]) => file).sort());
    for (const [file] of kept) expect(found).not.toContain(file);
  });

  test('every rule has been seen to fail', () => {
    const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
      forbidden: { name: string }[];
    };
    const failed = new Set(violations.map(({ rule }) => rule.name));
    expect(forbidden.map(({ name }) => name).filter((name) => !failed.has(name))).toEqual([]);
  });
});

test('the house keeps its own rules', () => {
  const found = cruise(runInCheckout(CRUISER, CRUISE));
  expect(found.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
}, 60_000);
