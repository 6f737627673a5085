import { execFile, spawnSync } from 'node:child_process';
import { test } from '@jest/globals';

/** A test that needs programs of others; skipped, and named so, where one is not installed. */
export function testWith(
  programs: string | readonly string[],
  name: string,
  body: () => Promise<void>,
): void {
  const missing = [programs].flat().find((program) => !installed(program));
  if (missing === undefined) test(name, body);
  else test.skip(`skipped: ${missing} not installed: ${name}`, body);
}

/** What a program answers and says, on both its channels; the service under test goes on meanwhile. */
export function run(
  program: string,
  ...args: string[]
): Promise<{ status: number | null; output: string }> {
  const options = { maxBuffer: 64 * 1024 * 1024, env: { ...process.env, LC_ALL: 'C.UTF-8' } };
  return new Promise((resolve) => {
    const child = execFile(program, args, options, (_, stdout, stderr) => {
      resolve({ status: child.exitCode, output: stdout + stderr });
    });
  });
}

function installed(program: string): boolean {
  return spawnSync(program, ['--version']).error === undefined;
}
