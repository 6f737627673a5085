import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { zipped } from './zip-writer.js';

const left = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('gongzhang-zip-'));

async function bytesOf(zip: Awaited<ReturnType<typeof zipped>>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of zip.read()) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

test('a zip holds what was added, tells each file by its bytes, and is gone once read', async () => {
  const before = left();
  const zip = await zipped(async (writer) => {
    const added = await writer.add('凭证/记-1.txt', [Buffer.from('公'), Buffer.from('账')]);
    expect(added).toEqual({
      path: '凭证/记-1.txt',
      size: 6,
      sha256: '9ef7c16bc2d568159ce844db87ff13dc2425dd0fd0dd55918deb17ba148c3fee',
    });
    await writer.add('空', []);
  });
  const files = unzipSync(await bytesOf(zip));
  expect(Object.keys(files)).toEqual(['凭证/记-1.txt', '空']);
  expect(Buffer.from(files['凭证/记-1.txt'] ?? []).toString('utf8')).toBe('公账');
  await zip.discard();
  expect(left()).toEqual(before);
});

test('what fails half way is told and leaves nothing on the disk', async () => {
  const before = left();
  const failing = zipped((writer) =>
    writer
      .add(
        'a',
        (function* () {
          yield Buffer.from('x');
          throw new Error('no more');
        })(),
      )
      .then(() => undefined),
  );
  await expect(failing).rejects.toThrow('no more');
  expect(left()).toEqual(before);
});
