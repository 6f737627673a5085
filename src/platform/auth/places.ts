import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Database } from '../database/database.js';
import { SYSTEM_CONTEXT } from '../database/request-context.js';
import type { ReadTx } from '../database/transaction.js';

/** Whether the value of a path parameter names something that the community has. */
type Exists = (tx: ReadTx, communityCode: string, value: string) => Promise<boolean>;

/** Whether the places that a path names are there; a room says how its own are looked up. */
@Injectable()
export class Places {
  private readonly lookups = new Map<string, Exists>();
  /** Communities and books never go, so each is looked up once; what is not there is never kept. */
  private readonly known = new Set<string>();

  constructor(private readonly database: Database) {}

  register(parameter: string, exists: Exists): void {
    this.lookups.set(parameter, exists);
  }

  /** @throws DomainError not-found when the path leads past a place that is not there */
  async find(
    communityCode: string,
    parameters: Readonly<Record<string, string | undefined>>,
  ): Promise<void> {
    for (const [parameter, exists] of this.lookups) {
      const value = parameters[parameter];
      const place = `${communityCode}/${parameter}/${value}`;
      if (value === undefined || this.known.has(place)) continue;
      const there = await this.database.read({ ...SYSTEM_CONTEXT, scope: communityCode }, (tx) =>
        exists(tx, communityCode, value),
      );
      if (!there) throw new DomainError('not-found');
      this.known.add(place);
    }
  }
}
