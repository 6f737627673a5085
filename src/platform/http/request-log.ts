import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  LogController,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import { randomUUID } from 'node:crypto';
import type { LogStyle } from '../config/config.js';
import { Metrics } from './metrics.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The name of the refusal that answers this request. */
    problem?: string;
  }
}

const WARN = 40;

/** What the server is told about logging: the framework's own lines are off, ours is one a request. */
export function logging(style: LogStyle): FastifyServerOptions {
  const level = style === 'quiet' ? 'error' : 'info';
  return {
    logger: style === 'json' ? { level, base: null } : { level, stream: { write: writeShort } },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'id' }),
    genReqId: () => randomUUID(),
  };
}

/** Counts every request and writes its line: who acted where, on which route, how it ended; no body, token or name. */
export function observeRequests(app: NestFastifyApplication): void {
  const metrics = app.get(Metrics);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'unknown';
      metrics.observe(request.method, route, reply.statusCode, reply.elapsedTime);
      // Probes come every few seconds and say nothing while all is well.
      if (reply.statusCode >= 400 || !/^\/(health|metrics)/.test(route))
        write(request, reply, route);
      done();
    });
}

function write(request: FastifyRequest, reply: FastifyReply, route: string): void {
  const { method, principal, place, problem } = request;
  const line = {
    method,
    route,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime),
    actor: principal?.id,
    community: place?.communityCode ?? undefined,
    problem,
    // Whoever guesses passwords is to be found and shut out.
    ip: problem === 'login-refused' ? request.ip : undefined,
  };
  if (reply.statusCode >= 500) request.log.error(line);
  else if (problem === 'login-refused') request.log.warn(line);
  else request.log.info(line);
}

interface Line {
  readonly level: number;
  readonly time: number;
  readonly method?: string;
  readonly route?: string;
  readonly status?: number;
  readonly ms?: number;
  readonly problem?: string;
  readonly msg?: string;
  readonly stack?: string;
}

/** The same for people: to standard error what needs them, to standard output the rest. */
function writeShort(json: string): void {
  const { level, time, method, route, status, ms, problem, msg, stack } = JSON.parse(json) as Line;
  // What the framework has to say of itself the start says better.
  if (route === undefined && level < WARN) return;
  const words =
    route === undefined
      ? [msg, stack === undefined ? undefined : `\n${stack}`]
      : [method, route, status, `${ms ?? 0} ms`, problem];
  const text = [new Date(time).toISOString().slice(11, 19), ...words]
    .filter((word) => word !== undefined)
    .join(' ');
  (level >= WARN ? process.stderr : process.stdout).write(`${text}\n`);
}
