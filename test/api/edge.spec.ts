import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import type { DataSource } from 'typeorm';
import { createApplication } from '../../src/application.js';
import { openDatabase } from '../../src/platform/database/data-source.js';
import { configValues } from '../support/app.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

let database: TestDatabase;
let source: DataSource;
let app: NestFastifyApplication;

/** A service that names no proxy and takes a request within a second. */
beforeAll(async () => {
  database = await createTestDatabase();
  const values = {
    ...configValues('2026-02-02T09:00:00+08:00'),
    trustProxy: [],
    requestSeconds: 1,
  };
  source = await openDatabase(database.ownerUrl, values.jwtSecret, 2);
  app = await createApplication(values, source);
  await app.listen(0, '127.0.0.1');
}, 60_000);

afterAll(async () => {
  await app.close();
  await source.destroy();
  await database.drop();
});

test('a body that drips in byte by byte is cut off', async () => {
  const { port } = app.getHttpServer().address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  const answer: Buffer[] = [];
  socket.on('data', (part: Buffer) => answer.push(part)).on('error', () => undefined);
  const closed = new Promise<void>((resolve) =>
    socket.once('close', () => {
      resolve();
    }),
  );
  const begun = performance.now();
  socket.write(
    'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n',
  );
  while (!socket.destroyed && performance.now() - begun < 10_000) {
    socket.write('{');
    await Promise.race([closed, sleep(100)]);
  }
  await closed;
  expect(performance.now() - begun).toBeLessThan(5000);
  expect(Buffer.concat(answer).toString()).toMatch(/^HTTP\/1\.1 408 /);
});

test('an address that was handed on by nobody named is not believed, and gets no metrics', async () => {
  const agent = supertest(app.getHttpServer());
  await agent.get('/metrics').expect(200);
  const handedOn = await agent.get('/metrics').set('X-Forwarded-For', '127.0.0.1');
  expect(handedOn.body).toMatchObject({ type: '/problems/not-found', status: 404 });
});
