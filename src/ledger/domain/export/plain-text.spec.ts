import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { beancountLedger } from './beancount-ledger.js';
import {
  ASTRAY_BOOK,
  CHANGED_BOOK,
  COMPANY_BOOK,
  NASTY_BOOK,
  NASTY_NAMES,
} from './books.fixture.js';
import { hledgerJournal } from './hledger-journal.js';

/** What a program answered. */
interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A test that needs an accounting program; skipped, and named so, where it is not installed. */
function testWith(program: string, name: string, body: () => void): void {
  const installed = spawnSync(program, ['--version']).error === undefined;
  if (installed) test(name, body);
  else test.skip(`skipped: ${program} not installed: ${name}`, body);
}

/** Runs a program on a file of this text; `{file}` in the arguments is its path. */
function runOn(text: string, program: string, ...args: readonly string[]): Answer {
  const folder = mkdtempSync(join(tmpdir(), 'plain-text-'));
  try {
    const file = join(folder, 'book.txt');
    writeFileSync(file, text);
    const options = { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } } as const;
    const filled = args.map((arg) => arg.replace('{file}', file));
    const { status, stdout, stderr } = spawnSync(program, filled, options);
    return { status, stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const COMPANY_JOURNAL = `; 账套 2 滨江社区“便民”公司
; 小企业会计准则

commodity CNY
    format 1000.00 CNY

account 资产
    ; type: A
account 负债
    ; type: L
account 所有者权益
    ; type: E
account 成本
    ; type: A
account 收入
    ; type: R
account 费用
    ; type: X
account 资产:1002 银行存款
    ; code: 1002, type: C
account 资产:1002 银行存款:100201 收入户
    ; code: 100201, type: C
account 负债:2221 应交税费
    ; code: 2221
account 所有者权益:3001 实收资本
    ; code: 3001
account 成本:4001 生产成本
    ; code: 4001
account 收入:5001 主营业务收入
    ; code: 5001
account 费用:5602 管理费用
    ; code: 5602

2026-01-01 * 期初余额
    资产:1002 银行存款:100201 收入户  5000.00 CNY
    所有者权益:3001 实收资本  -5000.00 CNY
`;

describe('hledger journal', () => {
  test('accounts are named by level and declared, and the opening balances come first', () => {
    expect(hledgerJournal(COMPANY_BOOK).slice(0, COMPANY_JOURNAL.length)).toBe(COMPANY_JOURNAL);
  });

  test('a red-letter line keeps its side and its sign', () => {
    const text = hledgerJournal(COMPANY_BOOK);
    expect(text).toContain(
      [
        '2026-02-28 * (记-3) 注销1月31日记2号凭证',
        '    ; id: voucher-3, word: 记, no: 3, attachments: 2, source: manual, reverses: voucher-2',
        '    费用:5602 管理费用  -30.00 CNY  ; side: debit, red: yes, fund: EDU-1, counterparty: EDU-1, summary: 注销1月31日记2号凭证',
        '    资产:1002 银行存款:100201 收入户  30.00 CNY  ; side: credit, red: yes, fund: EDU-1, counterparty: EDU-1, summary: 注销1月31日记2号凭证',
      ].join('\n'),
    );
  });

  test('a month is asserted after its last voucher and before the next month', () => {
    const heads = hledgerJournal(COMPANY_BOOK).match(/^2026.*$/gm);
    expect(heads).toEqual([
      '2026-01-01 * 期初余额',
      '2026-01-05 * (记-1) 收租金； date:2026-13-45, [2026/99/99]',
      '2026-01-31 * (记-2) 买笔',
      '2026-01-31 * 月末余额核对 2026年1月',
      '2026-02-28 * (记-3) 注销1月31日记2号凭证',
      '2026-02-28 * 月末余额核对 2026年2月',
    ]);
  });

  test('an exact name stands in one JSON string beside an altered one', () => {
    const exact = [...hledgerJournal(NASTY_BOOK).matchAll(/; code: 4101\d\d, name: (".*")$/gm)];
    const names = exact.map(([, json]) => JSON.parse(json ?? 'null') as unknown);
    expect(names).toEqual([NASTY_NAMES[0], NASTY_NAMES[1]]);
  });

  test('a voucher on an account that is not in the book is refused', () => {
    expect(() => hledgerJournal({ ...COMPANY_BOOK, accounts: [] })).toThrow('is not in book 2');
  });
});

describe('hledger reads', () => {
  testWith('hledger', 'the company book in strict mode', () => {
    const answer = runOn(hledgerJournal(COMPANY_BOOK), 'hledger', '-f', '{file}', 'check', '-s');
    expect(answer).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  testWith('hledger', 'the hand-computed balances of January', () => {
    const args = ['-f', '{file}', 'bal', '-e', '2026-02-01', '-O', 'csv', '--layout=bare'];
    const { stdout } = runOn(hledgerJournal(COMPANY_BOOK), 'hledger', ...args);
    expect(stdout.trim().split('\n')).toEqual([
      '"account","commodity","balance"',
      '"资产:1002 银行存款:100201 收入户","CNY","6000.01"',
      '"负债:2221 应交税费","CNY","-30.00"',
      '"所有者权益:3001 实收资本","CNY","-5000.00"',
      '"收入:5001 主营业务收入","CNY","-1000.01"',
      '"费用:5602 管理费用","CNY","30.00"',
      '"total","CNY","0"',
    ]);
  });

  testWith('hledger', 'cost accounts among the assets and the fund of a line', () => {
    const text = hledgerJournal(COMPANY_BOOK);
    const types = runOn(text, 'hledger', '-f', '{file}', 'bal', 'type:AC', '-E', '-O', 'csv');
    expect(types.stdout).toContain('成本:4001 生产成本');
    const fund = runOn(text, 'hledger', '-f', '{file}', 'reg', 'tag:fund=EDU-1', '-O', 'csv');
    expect(fund.stdout.trim().split('\n')).toHaveLength(5);
  });

  testWith('hledger', 'one fen astray as a failed assertion', () => {
    const answer = runOn(hledgerJournal(ASTRAY_BOOK), 'hledger', '-f', '{file}', 'check');
    expect(answer.status).not.toBe(0);
    expect(answer.stderr).toContain('balance assertion');
  });

  testWith('hledger', 'nasty names as one account each, with their balances', () => {
    const text = hledgerJournal(NASTY_BOOK);
    const strict = runOn(text, 'hledger', '-f', '{file}', 'check', '-s');
    expect(strict).toEqual({ status: 0, stdout: '', stderr: '' });
    const { stdout } = runOn(text, 'hledger', '-f', '{file}', 'bal', '-N', '-O', 'json');
    const [rows] = JSON.parse(stdout) as [[string, ...unknown[]][]];
    expect(rows.map(([name]) => name)).toEqual([
      '资产:1002 银行存款',
      '收入:4101 捐赠收入:410101 双 空格；分号；冒号：全角：引号"\'反斜\\杠/斜杠',
      '收入:4101 捐赠收入:410102 换 行 制表 全角空格',
      '收入:4101 捐赠收入:410103 (括号) [2026/01/05] {大括号} = 100 @ 2 * ! | # % , ，',
      '收入:4101 捐赠收入:410104 - 以横线开头 -',
      '收入:4101 捐赠收入:410105 emoji 👪 与 ＡＢＣ１２３ 及 é',
    ]);
  });

  testWith('ledger', 'the same balances', () => {
    const args = ['-f', '{file}', 'bal', '--flat', '--no-total'] as const;
    const company = runOn(hledgerJournal(COMPANY_BOOK), 'ledger', ...args);
    expect(company).toMatchObject({ status: 0, stderr: '' });
    const rows = company.stdout
      .trim()
      .split('\n')
      .map((row) => row.trim());
    expect(rows.sort()).toEqual([
      '-1000.01 CNY  收入:5001 主营业务收入',
      '-30.00 CNY  负债:2221 应交税费',
      '-5000.00 CNY  所有者权益:3001 实收资本',
      '6030.01 CNY  资产:1002 银行存款:100201 收入户',
    ]);
    const nasty = runOn(hledgerJournal(NASTY_BOOK), 'ledger', ...args);
    expect(nasty).toMatchObject({ status: 0, stderr: '' });
    expect(nasty.stdout.trim().split('\n')).toHaveLength(6);
  });
});

describe('beancount ledger', () => {
  test('roots are Chinese and accounts are named by level', () => {
    const text = beancountLedger(COMPANY_BOOK);
    expect(text).toContain('option "name_equity" "所有者权益"');
    expect(text).toContain(
      '2026-01-01 open 资产:1002-银行存款:100201-收入户 CNY\n  code: "100201"\n  name: "收入户"',
    );
    expect(beancountLedger(NASTY_BOOK)).toContain('option "name_equity" "净资产"');
  });

  test('a red-letter line keeps its side and its sign', () => {
    expect(beancountLedger(COMPANY_BOOK)).toContain(
      [
        '2026-02-28 * "记-3" "注销1月31日记2号凭证"',
        '  id: "voucher-3"',
        '  word: "记"',
        '  no: 3',
        '  attachments: 2',
        '  source: "manual"',
        '  reverses: "voucher-2"',
        '  费用:5602-管理费用  -30.00 CNY',
        '    side: "debit"',
        '    red: TRUE',
        '    fund: "EDU-1"',
        '    counterparty: "EDU-1"',
        '    summary: "注销1月31日记2号凭证"',
      ].join('\n'),
    );
  });

  test('the balances of a month are asserted on the morning after', () => {
    const text = beancountLedger(COMPANY_BOOK);
    expect(text).toContain('2026-02-01 balance 费用:5602-管理费用  30.00 ~ 0.00 CNY');
    expect(text).toContain('2026-03-01 balance 费用:5602-管理费用  0.00 ~ 0.00 CNY');
  });
});

describe('beancount reads', () => {
  testWith('bean-check', 'each book without a word', () => {
    for (const book of [COMPANY_BOOK, NASTY_BOOK]) {
      const answer = runOn(beancountLedger(book), 'bean-check', '{file}');
      expect(answer).toEqual({ status: 0, stdout: '', stderr: '' });
    }
  });

  testWith('bean-check', 'one fen astray as an error', () => {
    const answer = runOn(beancountLedger(ASTRAY_BOOK), 'bean-check', '{file}');
    expect(answer.status).not.toBe(0);
    expect(answer.stderr).toContain('Balance failed');
  });

  testWith('bean-query', 'the hand-computed balances', () => {
    const query = 'SELECT account, sum(position) GROUP BY account ORDER BY account';
    const text = beancountLedger(COMPANY_BOOK);
    const { stdout } = runOn(text, 'bean-query', '-f', 'csv', '{file}', query);
    const rows = stdout.trim().split('\n').slice(1);
    expect(rows.map((row) => row.replace(/\s*,\s*/, ',').trim()).sort()).toEqual([
      '所有者权益:3001-实收资本,-5000.00 CNY',
      '收入:5001-主营业务收入,-1000.01 CNY',
      '负债:2221-应交税费,-30.00 CNY',
      '费用:5602-管理费用,',
      '资产:1002-银行存款:100201-收入户,6030.01 CNY',
    ]);
  });

  testWith('bean-query', 'the exact nasty names and summaries back from the metadata', () => {
    const text = beancountLedger(NASTY_BOOK);
    for (const field of ["getitem(open_meta(account), 'name')", "any_meta('summary')"]) {
      const query = `SELECT ${field} WHERE number < 0`;
      const { stdout } = runOn(text, 'bean-query', '-f', 'csv', '{file}', query);
      for (const name of NASTY_NAMES) expect(stdout).toContain(name.replaceAll('"', '""'));
    }
  });
});

describe('a book that changed its standard', () => {
  const journal = hledgerJournal(CHANGED_BOOK);
  const ledger = beancountLedger(CHANGED_BOOK);

  test('names each account as it was called on the day of the voucher', () => {
    const lines = journal.split('\n').map((line) => line.replace(/ {2};.*/, '').trim());
    expect(lines).toContain('费用:5201 管理费用  30.00 CNY');
    expect(lines).toContain('费用:5201 税金及附加  5.00 CNY');
    expect(lines).toContain('资产:1701 受托代理资产  -200.00 CNY');
    expect(lines).toContain('资产:1506 文物文化资产  0.00 CNY = 800.00 CNY');
    expect(lines).toContain('资产:1506 文物资源  0.00 CNY = 800.00 CNY');
    expect(lines).not.toContain('费用:5201 税金及附加  30.00 CNY');
  });

  test('passes the balance of an account that goes on from its former name to the new one, and nothing else', () => {
    const renaming = journal.split('\n\n').find((block) => block.includes('科目改名'));
    expect(renaming?.split('\n')).toEqual([
      '2026-01-01 * 科目改名（非凭证）',
      '    资产:1506 文物资源  800.00 CNY',
      '    资产:1506 文物文化资产  -800.00 CNY',
    ]);
    expect(ledger).toContain(
      [
        '2026-01-01 * "科目改名（非凭证）"',
        '  资产:1506-文物资源  800.00 CNY',
        '  资产:1506-文物文化资产  -800.00 CNY',
      ].join('\n'),
    );
  });

  testWith(
    'hledger',
    'is accepted by hledger in strict mode, each name with its own balance',
    () => {
      expect(runOn(journal, 'hledger', '-f', '{file}', 'check', '-s')).toMatchObject({
        status: 0,
        stdout: '',
        stderr: '',
      });
      const { stdout } = runOn(
        journal,
        'hledger',
        ...['-f', '{file}', 'balance', '--flat', '--no-total', '-O', 'csv'],
      );
      expect(stdout.trim().split('\n').slice(1)).toEqual([
        '"资产:1506 文物资源","800.00 CNY"',
        '"资产:1801 受托代理资产","200.00 CNY"',
        '"负债:2202 应付账款","-35.00 CNY"',
        '"净资产:3101 非限定性净资产","-970.00 CNY"',
        '"费用:5201 税金及附加","5.00 CNY"',
      ]);
    },
  );

  testWith('bean-check', 'is accepted by beancount', () => {
    expect(runOn(ledger, 'bean-check', '{file}')).toMatchObject({ status: 0, stdout: '' });
  });

  testWith('ledger', 'is read by ledger-cli', () => {
    expect(runOn(journal, 'ledger', '-f', '{file}', 'balance').status).toBe(0);
  });
});
