import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const MARKER = JSON.stringify({ madeBy: 'npm run demo', pid: 0, instants: [] });

/** Starts the demo on a data directory; every case here ends before a service is started. */
function playOn(directory: string): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/demo/play.mjs'], {
    env: { ...process.env, DATA_DIR: directory },
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

describe('the demo and other people’s data', () => {
  let directory = '';

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'gongzhang-demo-data-'));
    mkdirSync(join(directory, 'postgres'));
    writeFileSync(join(directory, 'postgres', 'books'), 'real money');
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  test('a data directory that no demo made is refused and left as it is', () => {
    const { status, said } = playOn(directory);
    expect(said).toContain('其中已有数据，而且不是演示留下的。里面的内容未作任何改动');
    expect(status).toBe(1);
    expect(readdirSync(directory)).toEqual(['postgres']);
    expect(readFileSync(join(directory, 'postgres', 'books'), 'utf8')).toBe('real money');
  });

  test('a demo’s data directory is refused once something else lies in it', () => {
    writeFileSync(join(directory, 'demo.json'), MARKER);
    writeFileSync(join(directory, 'backup.tar'), 'kept by somebody');
    const { status, said } = playOn(directory);
    expect(said).toContain('其中还有 backup.tar');
    expect(status).toBe(1);
    expect(readdirSync(directory).sort()).toEqual(['backup.tar', 'demo.json', 'postgres']);
    expect(readFileSync(join(directory, 'postgres', 'books'), 'utf8')).toBe('real money');
  });

  test('a marker that is not the demo’s own counts as none', () => {
    writeFileSync(join(directory, 'demo.json'), '{"madeBy":"somebody","pid":0,"instants":[]}');
    const { status, said } = playOn(directory);
    expect(said).toContain('不是演示留下的');
    expect(status).toBe(1);
    expect(readFileSync(join(directory, 'postgres', 'books'), 'utf8')).toBe('real money');
  });

  test('a secret that a command left behind is nobody’s data, and stays', async () => {
    rmSync(join(directory, 'postgres'), { recursive: true });
    writeFileSync(join(directory, 'jwt-secret'), 'kept');
    const script = join(process.cwd(), 'scripts/demo/data-directory.mjs');
    const { claim } = (await import(script)) as {
      claim: (root: string, directory: string) => Promise<void>;
    };
    await claim(process.cwd(), directory);
    expect(readdirSync(directory).sort()).toEqual(['demo.json', 'jwt-secret']);
    expect(readFileSync(join(directory, 'jwt-secret'), 'utf8')).toBe('kept');
  });
});
