/** A service that does nothing but keep its PostgreSQL: `node postgres-process.mjs DATA_DIRECTORY`. */
import process from 'node:process';
import { loadEmbeddedPostgres } from './embedded-postgres.mjs';

const say = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
const { startEmbeddedPostgres } = await loadEmbeddedPostgres();
try {
  const postgres = await startEmbeddedPostgres({
    dataDirectory: process.argv[2],
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const interruptListeners = process.listenerCount('SIGINT');
  process.once('SIGTERM', () => {
    void postgres.stop().then(() => process.exit(0));
  });
  setInterval(() => undefined, 60_000);
  const { ownerUrl, superuserUrl } = postgres;
  say({ started: { ownerUrl, superuserUrl, interruptListeners } });
} catch (error) {
  say({ failed: { name: error.name, message: error.message } });
  process.exitCode = 1;
}
