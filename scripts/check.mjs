/** What every commit passes in under a minute: format, lint, types, ladder, small tests. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { ROOT, install } from './prepare.mjs';

const AT_ONCE = 2;

// Files that stand as they were linted are not linted again; whoever has the last word begins anew.
const LINTED_BEFORE = [
  '--cache',
  '--cache-strategy=content',
  '--cache-location=node_modules/.cache/eslint/',
];

const steps = [
  ['types', 'node_modules/typescript-native/bin/tsc', '--noEmit', '--project', 'tsconfig.json'],
  ['lint by types', 'node_modules/oxlint/bin/oxlint', '--deny-warnings', '.'],
  [
    'lint',
    'node_modules/eslint/bin/eslint.js',
    '.',
    '--max-warnings=0',
    ...(process.env.CI ? [] : LINTED_BEFORE),
  ],
  ['format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  [
    'ladder',
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    'src',
  ],
  ['small tests', 'scripts/test.mjs', '--small'],
];

/** Runs one step and answers what it said and whether it passed. */
function take([name, script, ...args]) {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const said = [];
    const child = spawn(process.execPath, [path.join(ROOT, script), ...args], { cwd: ROOT });
    child.stdout.on('data', (chunk) => said.push(chunk));
    child.stderr.on('data', (chunk) => said.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${code === 0 ? '✔' : '✘'} ${name} (${seconds} s)`);
      if (code !== 0) process.stdout.write(Buffer.concat(said));
      resolve(code === 0);
    });
  });
}

await install();
const waiting = [...steps];
const passed = [];
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) passed.push(await take(step));
  }),
);
const failures = passed.filter((ok) => !ok).length;
console.log(failures === 0 ? 'check passed' : `check failed: ${failures} of ${steps.length} steps`);
process.exit(failures === 0 ? 0 : 1);
