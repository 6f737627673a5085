import { expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { endWithin } from './graceful-end.js';

async function serving(answer: RequestListener): Promise<{ server: Server; socket: Socket }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  return { server, socket };
}

const ending = (server: Server) => ({
  getHttpServer: () => server,
  close: () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
    }),
});

test('a request at hand is answered before the end', async () => {
  const { server, socket } = await serving((_, response) => {
    setTimeout(() => response.end('posted'), 100);
  });
  socket.write('GET / HTTP/1.1\r\nHost: books\r\nConnection: close\r\n\r\n');
  await once(server, 'request');
  const answer = once(socket, 'data') as Promise<Buffer[]>;
  await endWithin(ending(server), 10_000);
  expect(String((await answer)[0])).toMatch(/^HTTP\/1\.1 200 OK/);
});

test('who never ends his request holds up the end no longer than the patience', async () => {
  const { server, socket } = await serving(() => undefined);
  socket.write('POST / HTTP/1.1\r\nHost: books\r\nContent-Length: 100\r\n\r\n');
  await once(server, 'request');
  const cut = once(socket, 'close');
  await endWithin(ending(server), 50);
  await cut;
  expect(socket.destroyed).toBe(true);
});
