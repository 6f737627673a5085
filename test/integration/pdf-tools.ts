import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@jest/globals';

/** A word as an independent reader finds it, in points from the page's top left. */
export interface Word {
  readonly page: number;
  readonly xMin: number;
  readonly yMin: number;
  readonly xMax: number;
  readonly yMax: number;
  readonly text: string;
}

type Tool = 'pdftotext' | 'pdffonts' | 'pdfinfo' | 'pdfdetach';

const installed = (tool: Tool): boolean => spawnSync(tool, ['-v']).error === undefined;

/** A test that reads the PDF with a tool of poppler; without the tool it is reported as skipped by name. */
export function testWith(tool: Tool, law: string, body: () => void | Promise<void>): void {
  if (installed(tool)) test(law, body);
  else test.skip(`skipped: ${tool} not installed: ${law}`, body);
}

/** What a tool prints about a PDF. */
export function ask(tool: Tool, options: readonly string[], pdf: Buffer): string {
  return inDirectory(pdf, (path) => {
    const trailing = tool === 'pdftotext' ? [path, '-'] : [path];
    const { status, stdout, stderr } = spawnSync(tool, [...options, ...trailing], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (status !== 0) throw new Error(`${tool}: ${stderr}`);
    return stdout;
  });
}

/** The words of a PDF with their boxes. */
export function wordsOf(pdf: Buffer): Word[] {
  const words: Word[] = [];
  let page = 0;
  for (const line of ask('pdftotext', ['-bbox'], pdf).split('\n')) {
    if (line.includes('<page ')) page += 1;
    const found = /<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*)<\/word>/.exec(
      line,
    );
    if (found === null) continue;
    const [xMin = 0, yMin = 0, xMax = 0, yMax = 0] = found.slice(1, 5).map(Number);
    words.push({ page, xMin, yMin, xMax, yMax, text: found[5] ?? '' });
  }
  return words;
}

/** The bytes of the first file carried inside a PDF. */
export function firstFileOf(pdf: Buffer): Buffer {
  return inDirectory(pdf, (path, directory) => {
    const out = join(directory, 'file');
    const { status, stderr } = spawnSync('pdfdetach', ['-save', '1', '-o', out, path], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`pdfdetach: ${stderr}`);
    return readFileSync(out);
  });
}

function inDirectory<T>(pdf: Buffer, work: (path: string, directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'pdf-'));
  try {
    const path = join(directory, 'document.pdf');
    writeFileSync(path, pdf);
    return work(path, directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
