import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Controller, Get, Param } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import supertest from 'supertest';
import { DataSource } from 'typeorm';
import { DomainError } from '../../src/kernel/domain-error.js';
import { Clock } from '../../src/platform/clock/clock.js';
import type { LogStyle } from '../../src/platform/config/config.js';
import { Database } from '../../src/platform/database/database.js';
import { Metrics } from '../../src/platform/http/metrics.js';
import { ProblemFilter } from '../../src/platform/http/problem.filter.js';
import { logging, observeRequests } from '../../src/platform/http/request-log.js';
import { startTestApp } from '../support/app.js';

@Controller('doors')
class DoorsController {
  @Get('open/:secret')
  open(@Param('secret') secret: string): { secret: string } {
    return { secret };
  }

  @Get('refused')
  refused(): never {
    throw new DomainError('login-refused');
  }

  @Get('broken')
  broken(): never {
    throw Object.assign(new Error('the wall gave way'), { detail: 'Key (name)=(王五) exists' });
  }
}

interface Said {
  readonly out: string;
  readonly err: string;
}

/** Everything that the service says while it answers these requests. */
async function said(style: LogStyle, ...paths: string[]): Promise<Said> {
  const heard = { out: '', err: '' };
  const listen = (to: 'out' | 'err') => (text: unknown) => {
    heard[to] += String(text);
    return true;
  };
  jest.spyOn(process.stdout, 'write').mockImplementation(listen('out'));
  jest.spyOn(process.stderr, 'write').mockImplementation(listen('err'));
  const database = new Database(new DataSource({ type: 'postgres' }), new Clock());
  const module = await Test.createTestingModule({
    controllers: [DoorsController],
    providers: [
      { provide: Metrics, useValue: new Metrics(database) },
      { provide: APP_FILTER, useClass: ProblemFilter },
    ],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(
    new FastifyAdapter({ ...logging(style) }),
  );
  observeRequests(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  for (const path of paths) await supertest(app.getHttpServer()).get(path);
  await app.close();
  jest.restoreAllMocks();
  return heard;
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('what the service writes of its requests', () => {
  test('in production is one JSON line each, with the pattern of the route and nothing that came in', async () => {
    const { out } = await said('json', '/doors/open/token-of-somebody?name=王五', '/doors/refused');
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([
      { level: 30, method: 'GET', route: '/doors/open/:secret', status: 200 },
      {
        level: 40,
        route: '/doors/refused',
        status: 401,
        problem: 'login-refused',
        ip: '127.0.0.1',
      },
    ]);
    expect(lines[0]?.['id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(typeof lines[0]?.['ms']).toBe('number');
    expect(lines[0]).not.toHaveProperty('ip');
    expect(out).not.toMatch(/token-of-somebody|王五/);
  });

  test('an unforeseen error is written with its place and the id that the client got, without its rows', async () => {
    const { out } = await said('json', '/doors/broken');
    const [error, request] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(error).toMatchObject({ level: 50, msg: 'internal-error' });
    expect(error?.['stack']).toContain('the wall gave way');
    expect(request).toMatchObject({ level: 50, status: 500, problem: 'internal-error' });
    expect(request?.['id']).toBe(error?.['id']);
    expect(out).not.toContain('王五');
  });

  test('while developing is short, and errors go to standard error', async () => {
    const { out, err } = await said('text', '/doors/open/x', '/doors/broken');
    expect(out).toMatch(/^\d\d:\d\d:\d\d GET \/doors\/open\/:secret 200 \d+ ms\n$/);
    expect(err).toMatch(/internal-error \nError: the wall gave way/);
    expect(err).toMatch(/GET \/doors\/broken 500 \d+ ms internal-error/);
  });

  test('in a demo is nothing but errors', async () => {
    const { out, err } = await said('quiet', '/doors/open/x', '/doors/refused');
    expect(out + err).toBe('');
    expect((await said('quiet', '/doors/broken')).err).toContain('the wall gave way');
  });
});

describe('/metrics', () => {
  test('counts requests by route and status for the operator, and is not there for the public', async () => {
    const t = await startTestApp();
    await t.anyone().get('/api/v1/communities').expect(401);
    const { text } = await t.anyone().get('/metrics').expect(200);
    expect(text).toContain(
      'http_request_duration_seconds_count{method="GET",route="/api/v1/communities",status="401"} 1',
    );
    expect(text).toMatch(/^database_connections [1-9]/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
    const outside = await t.anyone().get('/metrics').set('X-Forwarded-For', '203.0.113.7');
    expect(outside.body).toMatchObject({ type: '/problems/not-found', status: 404 });
    await t.close();
  });
});
