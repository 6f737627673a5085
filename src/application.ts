import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import helmet from '@fastify/helmet';
import type { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { IdentityService } from './identity/identity.service.js';
import type { ConfigValues } from './platform/config/config.js';
import { Database } from './platform/database/database.js';
import { SYSTEM_CONTEXT } from './platform/database/request-context.js';
import { describeWrites } from './platform/http/describe-writes.js';
import { strictUtf8Json } from './platform/http/json-body.js';
import { fileBodies } from './platform/http/raw-body.js';

const BODY_LIMIT = 8 * 1024 * 1024;
const PAGES = [
  '/',
  'notices',
  'notices/:id',
  'notices/:id/objections',
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
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(values, dataSource),
    new FastifyAdapter({ bodyLimit: BODY_LIMIT, trustProxy: 'loopback, linklocal, uniquelocal' }),
    { logger: ['error', 'warn'], bodyParser: false },
  );
  app.setGlobalPrefix('api/v1', { exclude: PAGES });
  strictUtf8Json(app);
  fileBodies(app);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: { 'script-src': ["'self'"], 'upgrade-insecure-requests': null },
    },
  });
  SwaggerModule.setup('api/docs', app, () => describeApi(app), {
    customSiteTitle: '公账接口说明',
    jsonDocumentUrl: 'api/openapi.json',
  });
  return app;
}

/** The whole contract as an OpenAPI document. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setTitle('公账接口')
    .setDescription(
      '城市社区集体经济记账服务。金额为两位小数的文本，月份如 2026-03，季度如 2026-Q1，错误为 application/problem+json。',
    )
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  return describeWrites(SwaggerModule.createDocument(app, description));
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
