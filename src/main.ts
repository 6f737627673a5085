import 'reflect-metadata';
import { constants } from 'node:os';
import { createApplication, ensureAdministrator } from './application.js';
import { listenError, readConfig, type ConfigValues } from './platform/config/config.js';
import { openDatabase } from './platform/database/data-source.js';
import { ownerSession } from './platform/database/owner-session.js';
import { END_MILLISECONDS, endWithin } from './platform/http/graceful-end.js';
import type { EmbeddedPostgres } from './platform/embedded-postgres/embedded-postgres.js';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Until the service listens a signal ends it at once; leaving by exit takes PostgreSQL along. */
let onSignal = (signal: 'SIGTERM' | 'SIGINT'): void => {
  process.exit(128 + constants.signals[signal]);
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    onSignal(signal);
  });
}

/** PostgreSQL of the service's own; its programs are loaded only when they are needed. */
async function embedded({ dataDirectory }: ConfigValues): Promise<EmbeddedPostgres> {
  const { startEmbeddedPostgres } =
    await import('./platform/embedded-postgres/embedded-postgres.js');
  return startEmbeddedPostgres({
    dataDirectory,
    log: say,
    onUnexpectedEnd: (message) => {
      process.stderr.write(`${message}\n`);
      process.exit(1);
    },
  });
}

async function external(databaseUrl: string): Promise<string> {
  const { url, note } = await ownerSession(databaseUrl);
  if (note !== null) say(note);
  return url;
}

async function start(values: ConfigValues): Promise<void> {
  const postgres = values.databaseUrl === null ? await embedded(values) : null;
  const ownerUrl = postgres?.ownerUrl ?? (await external(values.databaseUrl ?? ''));
  const source = await openDatabase(ownerUrl, values.jwtSecret);
  const app = await createApplication(values, source);
  await ensureAdministrator(app, values, say);
  await app.listen(values.port, values.host).catch((error: unknown) => {
    throw listenError(error, values);
  });
  const reach = values.host === '127.0.0.1' ? '（只应答本机；HOST=0.0.0.0 应答全部网络）' : '';
  say(`公账已启动：${await app.getUrl()}  接口说明：/api/docs  公示栏：/notices ${reach}`);
  const stop = async (): Promise<void> => {
    await endWithin(app, END_MILLISECONDS);
    await source.destroy();
    await postgres?.stop();
    process.exit(0);
  };
  // An impatient second signal would leave PostgreSQL behind.
  let stopping: Promise<void> | null = null;
  onSignal = () => void (stopping ??= stop());
}

try {
  await start(readConfig(process.env));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
