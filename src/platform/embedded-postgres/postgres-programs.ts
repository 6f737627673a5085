import { chmodSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PostgresStartError } from './embedded-postgres.errors.js';

/** Absolute paths of the two programs of PostgreSQL that the service runs. */
export interface PostgresPrograms {
  readonly postgres: string;
  readonly initdb: string;
}

const EVERYBODY_MAY_RUN = 0o555;

/** Finds the programs for this machine in the installed packages. @throws PostgresStartError where there are none. */
export function findPostgresPrograms(): PostgresPrograms {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let bin: string;
  try {
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    bin = join(dirname(createRequire(parent).resolve(name)), '..', 'native', 'bin');
    const programs = { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb') };
    Object.values(programs).forEach(makeRunnable);
    return programs;
  } catch (error) {
    throw new PostgresStartError(
      `本机没有可用的内置 PostgreSQL（${name}）。请重新执行 npm install，或用环境变量 DATABASE_URL 指定外部 PostgreSQL。`,
      `No embedded PostgreSQL for this machine (${name}). Run npm install again, or set DATABASE_URL to an external PostgreSQL.`,
      String(error),
    );
  }
}

/** A restrictive umask at install time may have taken the right to run. */
function makeRunnable(program: string): void {
  const { mode } = statSync(program);
  if ((mode & EVERYBODY_MAY_RUN) === EVERYBODY_MAY_RUN) return;
  try {
    chmodSync(program, mode | EVERYBODY_MAY_RUN);
  } catch (error) {
    if ((mode & 0o100) === 0) throw error;
  }
}
