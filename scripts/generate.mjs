/** Writes anew every file that is made from the code and kept in the repository. `--list` names them. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ROOT, prepare, runNode } from './prepare.mjs';

const GENERATED = [
  { file: 'openapi.json', from: 'dist/openapi.js', then: 'scripts/response-schemas.mjs' },
  { file: 'docs/problems.md', from: 'dist/problems-page.js' },
];

if (process.argv.includes('--list')) {
  for (const { file } of GENERATED) console.log(file);
  process.exit(0);
}

await prepare();
for (const { file, from, then } of GENERATED) {
  if (!existsSync(path.join(ROOT, from))) {
    console.log(`skipped: ${file} (no ${from})`);
    continue;
  }
  for (const step of [from, then].filter(Boolean)) {
    const code = await runNode(step);
    if (code !== 0) process.exit(code);
  }
  console.log(`written: ${file}`);
}
