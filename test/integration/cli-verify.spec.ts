import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { runCli } from '../support/service-process.js';

test.each([
  ['empty', (root: string) => root],
  ['missing', (root: string) => join(root, 'nowhere')],
])(
  'verify over an %s data directory says that there is nothing, and does not pass',
  async (_, of) => {
    const root = mkdtempSync(join(tmpdir(), 'gongzhang-verify-'));
    const { code, said } = await runCli(of(root), 'verify');
    expect(code).toBe(1);
    expect(said).toContain('没有可核验的账');
    expect(said).not.toContain('核验通过');
    expect(readdirSync(root)).not.toContain('postgres');
    rmSync(root, { recursive: true });
  },
  60_000,
);

test.each([
  ['unknown', ['--where', '/tmp/x']],
  ['without its value', ['--to']],
])('a command whose option is %s lists its options in Chinese', async (_, args) => {
  const { code, said } = await runCli(tmpdir(), 'backup', ...args);
  expect(code).toBe(2);
  expect(said).toContain('选项有误，backup 只有下列选项');
  expect(said).toContain('--to  备份写到哪个目录（必填）');
});
