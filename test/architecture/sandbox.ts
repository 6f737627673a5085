import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** A made-up checkout under the house's own rule files, to see each rule fail. */
export class Sandbox {
  readonly #directory = mkdtempSync(join(tmpdir(), 'gongzhang-rules-'));

  constructor(ruleFiles: readonly string[]) {
    for (const file of ruleFiles) copyFileSync(join(ROOT, file), join(this.#directory, file));
  }

  write(file: string, text: string): void {
    const place = join(this.#directory, file);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  }

  /** Lends the installed packages to the sandbox. */
  borrowPackages(): void {
    symlinkSync(join(ROOT, 'node_modules'), join(this.#directory, 'node_modules'), 'junction');
  }

  /** What a tool of the checkout prints as JSON when it is run inside the sandbox. */
  run(tool: string, args: readonly string[]): unknown {
    return runTool(tool, args, this.#directory);
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

/** What a tool of the checkout prints as JSON when it is run in the checkout itself. */
export function runInCheckout(tool: string, args: readonly string[]): unknown {
  return runTool(tool, args, ROOT);
}

function runTool(tool: string, args: readonly string[], cwd: string): unknown {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const ran = spawnSync(process.execPath, [join(ROOT, 'node_modules', tool), ...args], {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (ran.stdout === '') throw new Error(`${tool} said nothing: ${ran.stderr}`);
  return JSON.parse(ran.stdout);
}
