import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const BUILT = "import './u516C/src/a.js';\n";

/** A controller as the build wrote it, mended. */
function mended(built: string): string {
  const dist = mkdtempSync(join(tmpdir(), 'gongzhang-dist-'));
  try {
    const file = join(dist, 'identity', 'http', 'communities.controller.js');
    mkdirSync(join(dist, 'identity', 'http'), { recursive: true });
    writeFileSync(file, built);
    const program = `import('./scripts/prepare.mjs').then((it) => it.mendImports(${JSON.stringify(dist)}))`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(dist, { recursive: true });
  }
}

const importing = (from: string): string =>
  `import * as openapi_import_1 from "${from}";\n${BUILT}`;

test('a checkout in the folder /srv/公 账 is built with imports that lead somewhere', () => {
  const built = importing('../../../../u516C /u8D26/src/identity/http/identity.dto.js');
  expect(mended(built)).toBe(importing('../../identity/http/identity.dto.js'));
});

test('a checkout in the folder /srv/books stays as it was built', () => {
  expect(mended(importing('./identity.dto.js'))).toBe(importing('./identity.dto.js'));
});
