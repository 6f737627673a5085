import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { AccessGuard } from './auth/access.guard.js';
import { Places } from './auth/places.js';
import { Tokens } from './auth/tokens.js';
import { Clock } from './clock/clock.js';
import { Config, type ConfigValues } from './config/config.js';
import { Database } from './database/database.js';
import { DeclaredRequestGuard } from './http/declared-request.guard.js';
import { HealthController } from './http/health.controller.js';
import { Metrics } from './http/metrics.js';
import { ProblemFilter } from './http/problem.filter.js';
import { ProblemsController } from './http/problems.controller.js';
import { EdgeValidation } from './http/validation.js';
import { PdfRenderer } from './pdf/pdf-renderer.js';

/** What every room stands on: configuration, clock, database, tokens, PDF, and the edge of HTTP. */
@Global()
@Module({})
export class PlatformModule {
  static with(values: ConfigValues, dataSource: Database['dataSource']): DynamicModule {
    const clock = new Clock(values.startsAt);
    const providers: Provider[] = [
      { provide: Config, useValue: new Config(values) },
      { provide: Clock, useValue: clock },
      { provide: Database, useValue: new Database(dataSource, clock) },
      { provide: PdfRenderer, useFactory: () => new PdfRenderer(values.fonts) },
      Tokens,
      Metrics,
      Places,
    ];
    return {
      module: PlatformModule,
      controllers: [HealthController, ProblemsController],
      providers: [
        ...providers,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: DeclaredRequestGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: EdgeValidation },
      ],
      exports: [Config, Clock, Database, PdfRenderer, Places, Tokens],
    };
  }
}
