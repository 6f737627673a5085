import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Database } from '../database/database.js';

interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** What the operator's Prometheus reads: times of requests by route and status, the database pool, the process. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by method, route and status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });

  constructor(private readonly database: Database) {
    collectDefaultMetrics({ register: this.registry });
    this.gauge('database_connections', 'Open connections to PostgreSQL.', (p) => p.totalCount);
    this.gauge('database_connections_idle', 'Of these, unused now.', (p) => p.idleCount);
    this.gauge('database_waiting', 'Requests that wait for a connection.', (p) => p.waitingCount);
  }

  observe(method: string, route: string, status: number, milliseconds: number): void {
    this.duration.labels(method, route, String(status)).observe(milliseconds / 1000);
  }

  /** Everything in the text format of Prometheus. */
  async text(): Promise<string> {
    return this.registry.metrics();
  }

  private gauge(name: string, help: string, read: (pool: Pool) => number): void {
    const { driver } = this.database.dataSource;
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        const pool = 'master' in driver ? (driver.master as Pool | undefined) : undefined;
        this.set(pool === undefined ? 0 : read(pool));
      },
    });
  }
}
