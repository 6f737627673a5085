import type { ConfigValues } from '../platform/config/config.js';
import { openDatabase } from '../platform/database/data-source.js';
import { ownerSession } from '../platform/database/owner-session.js';

/** One of the operator's commands. */
export interface Command {
  /** What it does, in a line. */
  readonly summary: string;
  /** Its options, a line each. */
  readonly options: Readonly<Record<string, string>>;
  /** Returns the exit code. */
  run(values: ConfigValues, given: Readonly<Record<string, string | undefined>>): Promise<number>;
}

/** Writes a line to the operator. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs work over the database that the configuration names: external, of a running service, or started for this. */
export async function withOwnerUrl<T>(
  values: ConfigValues,
  work: (ownerUrl: string) => Promise<T>,
): Promise<T> {
  if (values.databaseUrl !== null) {
    const { url, note } = await ownerSession(values.databaseUrl);
    if (note !== null) say(note);
    return work(url);
  }
  const { runningPostgres } = await import('../platform/embedded-postgres/running-postgres.js');
  const running = await runningPostgres(values.dataDirectory);
  if (running !== null) return work(running);
  const { startEmbeddedPostgres } =
    await import('../platform/embedded-postgres/embedded-postgres.js');
  const postgres = await startEmbeddedPostgres({ dataDirectory: values.dataDirectory, log: say });
  try {
    return await work(postgres.ownerUrl);
  } finally {
    await postgres.stop();
  }
}

/** The same, connected as the service's restricted login after migrating. */
export async function withDatabase<T>(
  values: ConfigValues,
  work: (source: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>,
): Promise<T> {
  return withOwnerUrl(values, async (ownerUrl) => {
    const source = await openDatabase(ownerUrl, values.jwtSecret, 4);
    try {
      return await work(source);
    } finally {
      await source.destroy();
    }
  });
}
