import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { createApplication, describeApi } from './application.js';

/** Writes openapi.json, the whole contract; needs no database. */
const app = await createApplication(
  {
    databaseUrl: null,
    port: 0,
    host: '127.0.0.1',
    dataDirectory: '.',
    jwtSecret: 'only-to-describe-the-interface-0000',
    publicBaseUrl: 'http://localhost:3000',
    startsAt: null,
    adminUsername: 'admin',
    adminPassword: null,
    production: false,
    fonts: {},
  },
  new DataSource({ type: 'postgres' }),
);
await app.init();
writeFileSync('openapi.json', `${JSON.stringify(describeApi(app), null, 2)}\n`);
await app.close();
