import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The compiled service in a process of its own, on its own embedded PostgreSQL. */
export interface ServiceProcess {
  readonly url: string;
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Ends it with a signal and waits for its end. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** The environment of a compiled program that keeps its data in a directory. */
export function environment(
  dataDirectory: string,
  more: Record<string, string> = {},
): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    DATA_DIR: dataDirectory,
    HOST: '127.0.0.1',
    PORT: '0',
    ADMIN_PASSWORD: 'Test-password-1',
    GONGZHANG_NOW: '2026-02-10T09:00:00+08:00',
    ...more,
  };
}

/** Starts dist/main.js and waits until it says where it listens. */
export async function startServiceProcess(
  dataDirectory: string,
  more: Record<string, string> = {},
): Promise<ServiceProcess> {
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: ROOT,
    env: environment(dataDirectory, more),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
      const found = /公账已启动：(http:\/\/\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', () => {
      reject(new Error(`the service ended at its start: ${said}`));
    });
  });
  return {
    url,
    child,
    output: () => said,
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

/** Runs one of the operator's commands and answers its exit code and what it said. */
export async function runCli(
  dataDirectory: string,
  ...args: string[]
): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['dist/cli.js', ...args], {
    cwd: ROOT,
    env: environment(dataDirectory),
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

/** Reads a CSV in the thread of the compiled service; answers how many rows came, or why none did. */
export async function readingThread(csv: string, patience: string): Promise<string> {
  const program = `
    async function read({ readTable }) {
      const chunks = [];
      for await (const chunk of process.stdin) chunks.push(chunk);
      let rows = 0;
      const table = { declared: 'csv', bytes: Buffer.concat(chunks) };
      for await (const batch of readTable(table, ${patience})) rows += batch.length;
      return rows;
    }
    import('./dist/platform/tables/read-table.js')
      .then(read)
      .then(console.log, (error) => console.log(error.facts?.reason ?? error.message));`;
  const child = spawn(process.execPath, ['-e', program], { cwd: ROOT });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  child.stdin.end(csv);
  await once(child, 'close');
  return said.trim();
}
