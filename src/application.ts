import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { readFileSync } from 'node:fs';
import helmet from '@fastify/helmet';
import type { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { IdentityService } from './identity/identity.service.js';
import { demandDeclaredAccess } from './platform/auth/route-walk.js';
import type { ConfigValues } from './platform/config/config.js';
import { Database } from './platform/database/database.js';
import { SYSTEM_CONTEXT } from './platform/database/request-context.js';
import { binaryBodies } from './platform/http/binary-body.js';
import { strictUtf8Json } from './platform/http/json-body.js';
import { lostAddress } from './platform/http/lost-address.js';
import { keepPrivate } from './platform/http/private-answers.js';
import { fileBodies } from './platform/http/raw-body.js';
import { logging, observeRequests } from './platform/http/request-log.js';

const CONTRACT = new URL('../openapi.json', import.meta.url);
const BODY_LIMIT = 8 * 1024 * 1024;
const PAGES = [
  '/',
  'notices',
  'notices/:id',
  'notices/:id/objections',
  'verify',
  'verify/:code',
  'problems/:code',
  'health/live',
  'health/ready',
  'metrics',
];

/** Builds the HTTP application over an open database. */
export async function createApplication(
  values: ConfigValues,
  dataSource: DataSource,
): Promise<NestFastifyApplication> {
  const milliseconds = values.requestSeconds * 1000;
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(values, dataSource),
    new FastifyAdapter({
      bodyLimit: BODY_LIMIT,
      trustProxy: values.trustProxy.length === 0 ? false : [...values.trustProxy],
      // A body that drips in holds a connection no longer than that.
      requestTimeout: milliseconds,
      connectionTimeout: milliseconds,
      http: {
        headersTimeout: milliseconds,
        requestTimeout: milliseconds,
        connectionsCheckingInterval: Math.min(5000, milliseconds / 4),
      },
      frameworkErrors: lostAddress,
      ...logging(values.log),
    }),
    {
      logger: new ConsoleLogger({ json: values.log === 'json', logLevels: ['error', 'warn'] }),
      bodyParser: false,
    },
  );
  demandDeclaredAccess(app);
  app.setGlobalPrefix('api/v1', { exclude: PAGES });
  strictUtf8Json(app);
  fileBodies(app);
  binaryBodies(app);
  observeRequests(app);
  keepPrivate(app);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: { 'script-src': ["'self'"], 'upgrade-insecure-requests': null },
    },
  });
  SwaggerModule.setup('api/docs', app, writtenContract, {
    customSiteTitle: '公账接口说明',
    jsonDocumentUrl: 'api/openapi.json',
    swaggerOptions: { persistAuthorization: true, docExpansion: 'none' },
  });
  return app;
}

/** The contract as `npm run generate` wrote it, answers included, which only the compiler knows. */
function writtenContract(): OpenAPIObject {
  return JSON.parse(readFileSync(CONTRACT, 'utf8')) as OpenAPIObject;
}

/** Makes the first administrator on an empty database and says the password once when it was made here. */
export async function ensureAdministrator(
  app: NestFastifyApplication,
  values: ConfigValues,
  say: (line: string) => void,
): Promise<void> {
  const identity = app.get(IdentityService);
  const made = await app
    .get(Database)
    .write(SYSTEM_CONTEXT, (tx) =>
      identity.createFirstAdministrator(tx, values.adminUsername, values.adminPassword),
    );
  if (made !== null && values.adminPassword === null) {
    say(`首位管理员：${made.username}，密码：${made.password}（只显示这一次，请立即保存）`);
  }
}
