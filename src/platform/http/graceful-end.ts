import type { Server } from 'node:http';

/** What is ended: it takes no new request, and closes when those at hand are answered. */
export interface Ending {
  close(): Promise<void>;
  getHttpServer(): Server;
}

/** Shorter than the thirty seconds after which Compose kills. */
export const END_MILLISECONDS = 20_000;

/** Waits for the requests at hand, and cuts off who drips in his request, or does not take his answer, for too long. */
export async function endWithin(app: Ending, milliseconds: number): Promise<void> {
  const server = app.getHttpServer();
  const cut = setTimeout(() => {
    server.closeAllConnections();
  }, milliseconds);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}
