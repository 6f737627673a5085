import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openClusterDirectory, readPasswords } from './cluster-directory.js';
import { findPostmaster } from './postmaster.js';

/** The owner's URL of the PostgreSQL that a running service started on this data directory; null when none runs. */
export async function runningPostgres(dataDirectory: string): Promise<string | null> {
  const directory = await openClusterDirectory(dataDirectory);
  const postmaster = findPostmaster(directory.cluster);
  if (postmaster === null || postmaster.isOrphan) return null;
  const port = readFileSync(join(directory.cluster, 'postmaster.pid'), 'utf8').split('\n')[3];
  const { owner } = readPasswords(directory);
  return `postgres://gongzhang_owner:${owner}@127.0.0.1:${port}/gongzhang`;
}
