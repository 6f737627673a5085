import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { describeApi } from './api-document.js';
import { createApplication } from './application.js';
import { readConfig } from './platform/config/config.js';

/** Writes openapi.json, the whole contract; needs no database. */
const values = readConfig({ JWT_SECRET: 'only-to-describe-the-interface-0000' });
const app = await createApplication(values, new DataSource({ type: 'postgres' }));
await app.init();
writeFileSync('openapi.json', `${JSON.stringify(describeApi(app), null, 2)}\n`);
await app.close();
