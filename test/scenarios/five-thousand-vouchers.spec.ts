import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest } from '@jest/globals';
import fc from 'fast-check';
import { VerificationService } from '../../src/audit/verification.service.js';
import { Money } from '../../src/kernel/money.js';
import { chartOf, type Standard } from '../../src/ledger/domain/standards/standard.js';
import { SYSTEM_CONTEXT } from '../../src/platform/database/request-context.js';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { bytesOf } from '../support/file-answer.js';
import { run, testWith } from '../support/outside-programs.js';

jest.setTimeout(240_000);

const CODE = '511602002001';
const VOUCHERS = 5000;
/** One voucher in so many is cancelled by a red-letter voucher. */
const CANCELLED = 100;
const BOOKS = [
  ['collective', 'rural-collective-2023'],
  ['company', 'small-enterprise-2011'],
  ['charity', 'non-profit-2024'],
] as const;

let t: TestApp;
let accountant: Client;
let reviewer: Client;
let folder: string;

beforeAll(async () => {
  t = await startTestApp('2027-01-20T09:00:00+08:00');
  await t.community(CODE);
  accountant = await t.as('accountant.001');
  reviewer = await t.as('reviewer.001');
  folder = mkdtempSync(join(tmpdir(), 'five-thousand-'));
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await t.close();
});

interface Entry {
  readonly date: string;
  readonly attachmentCount: number;
  readonly lines: readonly {
    summary: string;
    accountCode: string;
    debit?: string;
    credit?: string;
  }[];
}

/** Random vouchers of a year: an amount in one account against one to three others, income apart from expense. */
function randomVouchers(standard: Standard, accounts: readonly string[]): fc.Arbitrary<Entry> {
  const incomes = new Set(
    chartOf(standard)
      .filter(({ category }) => category === 'income')
      .map(({ code }) => code),
  );
  const isIncome = (code: string): boolean => [...incomes].some((top) => code.startsWith(top));
  const expenses = chartOf(standard).filter(({ category }) => category === 'expense');
  const isExpense = (code: string): boolean => expenses.some((top) => code.startsWith(top.code));
  return fc
    .record({
      day: fc.integer({ min: 1, max: 28 }),
      month: fc.integer({ min: 1, max: 12 }),
      codes: fc.uniqueArray(fc.constantFrom(...accounts), { minLength: 2, maxLength: 4 }),
      fen: fc.array(fc.integer({ min: 1, max: 999_999_999 }), { minLength: 3, maxLength: 3 }),
      against: fc.boolean(),
      summary: fc.constantFrom('收租金', '付维修费; 一楼', '[x] | *', '“东街”铺面 2:1'),
    })
    .map(({ day, month, codes, fen, against, summary }) => {
      const income = codes.some(isIncome);
      const kept = codes.filter((code) => !(income && isExpense(code)));
      const [first = '', ...others] = kept.length > 1 ? kept : codes.slice(0, 1).concat('');
      const parts = others.map((accountCode, place) => ({
        accountCode,
        amount: Money.of(((fen[place] ?? 1) / 100).toFixed(2)),
      }));
      const total = Money.sum(parts.map(({ amount }) => amount)).toString();
      const [one, other] = against
        ? (['debit', 'credit'] as const)
        : (['credit', 'debit'] as const);
      return {
        date: `2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
        attachmentCount: 1,
        lines: [
          { summary, accountCode: first, [one]: total },
          ...parts.map(({ accountCode, amount }) => ({
            summary,
            accountCode,
            [other]: amount.toString(),
          })),
        ],
      };
    })
    .filter(
      ({ lines }) => lines.length > 1 && lines.every(({ accountCode }) => accountCode !== ''),
    );
}

/** A book of so many posted vouchers, some of them cancelled. Answers where it stands, and the seed of its chance. */
async function randomBook(
  kind: string,
  standard: Standard,
): Promise<{ path: string; seed: number }> {
  const books = `/api/v1/communities/${CODE}/books`;
  const { body } = await accountant
    .post(books, { kind, name: `随机账套 ${standard}`, standard, openedOn: '2026-01-01' })
    .expect(201);
  const path = `${books}/${(body as { bookNo: number }).bookNo}`;
  const chart = (await accountant.get(`${path}/accounts?limit=500`).expect(200)).body as {
    items: { code: string; name: string; leaf: boolean }[];
  };
  // Restricted money moves through the charity's own acts only.
  const free = chart.items.filter(({ leaf, name }) => leaf && !/(^|[^非])限定性/.test(name));
  const seed = Math.trunc(fc.sample(fc.integer({ min: 1, max: 2 ** 31 - 1 }), 1)[0] ?? 1);
  const vouchers = fc.sample(
    randomVouchers(
      standard,
      free.map(({ code }) => code),
    ),
    { numRuns: VOUCHERS, seed },
  );
  const made = await accountant.post(`${path}/vouchers/batch`, { vouchers });
  expect([seed, made.status, made.body]).toEqual([seed, 201, { ids: expect.any(Array) }]);
  const { ids } = made.body as { ids: string[] };
  await reviewer.post(`${path}/vouchers/review`, { ids }).expect(200);
  await accountant.post(`${path}/vouchers/post`, { ids }).expect(200);
  for (const id of ids.filter((_, place) => place % CANCELLED === 0)) {
    await accountant
      .post(`${path}/vouchers/${id}/reverse`, { date: '2026-12-31', reason: '随机冲销' })
      .expect(201);
  }
  return { path, seed };
}

/** The closing balance of every leaf at the year's end, positive in debit, as our trial balance shows it. */
async function closings(path: string): Promise<Map<string, string>> {
  const { body } = await accountant.get(`${path}/trial-balance?month=2026-12`).expect(200);
  const { rows } = body as { rows: Record<string, string>[] };
  const codes = rows.map(({ accountCode }) => accountCode ?? '');
  return new Map(
    rows
      .filter(({ accountCode = '' }) =>
        codes.every((code) => code === accountCode || !code.startsWith(accountCode)),
      )
      .map((row): [string, string] => [
        row.accountCode ?? '',
        row.closingCredit === '0.00' ? (row.closingDebit ?? '') : `-${row.closingCredit ?? ''}`,
      ])
      .filter(([, balance]) => balance !== '0.00'),
  );
}

async function written(path: string, format: 'hledger' | 'beancount'): Promise<string> {
  const { bytes } = await bytesOf(accountant.get(`${path}/export?format=${format}`));
  const file = join(folder, `${path.replaceAll('/', '-')}.${format}`);
  writeFileSync(file, bytes);
  return file;
}

const balancesIn = (output: string, row: RegExp): Map<string, string> =>
  new Map(
    [...output.matchAll(row)].map(([, code = '', amount = '']): [string, string] => [code, amount]),
  );

describe.each(BOOKS)('a %s book of 5,000 random vouchers under %s', (kind, standard) => {
  testWith(
    ['hledger', 'ledger', 'bean-query'],
    'has in hledger, ledger and beancount the balance of every account that it has here',
    async () => {
      const { path, seed } = await randomBook(kind, standard);
      const ours = await closings(path);
      expect(ours.size).toBeGreaterThan(20);

      const journal = await written(path, 'hledger');
      expect([seed, await run('hledger', '-f', journal, 'check', '-s')]).toEqual([
        seed,
        { status: 0, output: '' },
      ]);
      const hledger = await run(
        'hledger',
        ...['-f', journal, 'balance', '--flat', '--no-total', '-O', 'csv'],
      );
      const hledgerRow = /^"[^"]*:(\d+) (?:[^"]|"")*","(-?[\d.]+) CNY"$/gm;
      expect([seed, balancesIn(hledger.output, hledgerRow)]).toEqual([seed, ours]);

      const ledger = await run(
        'ledger',
        ...['-f', journal, 'balance', '--flat', '--no-total'],
        ...['--balance-format', '%(account)\\t%(amount)\\n'],
      );
      const ledgerRow = /:(\d+) [^\t:]*\t(-?[\d.]+) CNY$/gm;
      expect([seed, balancesIn(ledger.output, ledgerRow)]).toEqual([seed, ours]);

      const beancount = await written(path, 'beancount');
      expect([seed, await run('bean-check', beancount)]).toEqual([seed, { status: 0, output: '' }]);
      const query = await run(
        'bean-query',
        ...['-f', 'csv', beancount],
        'SELECT account, sum(number) AS balance GROUP BY account',
      );
      const beanRow = /:(\d+)-?[^,:]*,\s*(-?[\d.]+)\s*$/gm;
      const theirs = [...balancesIn(query.output, beanRow)].filter(([, n]) => Number(n) !== 0);
      expect([seed, new Map(theirs.sort())]).toEqual([seed, new Map([...ours].sort())]);

      const { findings } = await t.database.read(SYSTEM_CONTEXT, (tx) =>
        t.app.get(VerificationService).verify(tx, CODE),
      );
      expect(findings.flatMap(({ differences }) => [...differences])).toEqual([]);
    },
  );
});
