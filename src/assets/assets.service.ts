import { Injectable } from '@nestjs/common';
import { addDays, parseLocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import { lastDay, type Month } from '../kernel/month.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { propertiesOn } from './storage/properties.queries.js';
import { listRents, receivableRentOn, type RentRow } from './storage/rents.queries.js';

/** The properties at a month's end. */
export interface AssetsSummary {
  readonly total: number;
  readonly leased: number;
  readonly idle: number;
  readonly ownUse: number;
  /** Posted rent that is not received. */
  readonly receivableRent: Money;
  readonly arrears: readonly Arrears[];
  readonly idleList: readonly IdleProperty[];
}

/** A lease whose rent is late. */
export interface Arrears {
  /** Contract number, or the property's code. */
  readonly lease: string;
  readonly tenant: string;
  readonly amount: Money;
  /** The first day on which something was late. */
  readonly since: string;
}

export interface IdleProperty {
  readonly code: string;
  readonly name: string;
  readonly area: string;
  readonly unit: string;
  readonly since: string;
}

/** What the month's report and the public notice say of properties, leases and rents. */
@Injectable()
export class AssetsService {
  /** Everything as of the month's last day (农村集体经济组织财务公开规定: 资产、资源、债权). */
  async summary(tx: ReadTx, community: string, month: Month): Promise<AssetsSummary> {
    const day = lastDay(month);
    const properties = await propertiesOn(tx, community, day);
    const late = await listRents(tx, community, day, { state: 'arrears' });
    const count = (state: string): number => properties.filter((p) => p.state === state).length;
    return {
      total: properties.length,
      leased: count('leased'),
      idle: count('idle'),
      ownUse: count('own-use'),
      receivableRent: Money.of(await receivableRentOn(tx, community, day)),
      arrears: arrearsByLease(late),
      idleList: properties
        .filter(({ state }) => state === 'idle')
        .map(({ code, name, area, unit, since }) => ({ code, name, area, unit, since })),
    };
  }
}

function arrearsByLease(late: readonly RentRow[]): Arrears[] {
  const leases = new Map<string, RentRow[]>();
  for (const rent of late) leases.set(rent.leaseId, [...(leases.get(rent.leaseId) ?? []), rent]);
  return [...leases.values()].flatMap((rents): Arrears[] => {
    const [first] = rents;
    if (first === undefined) return [];
    return [
      {
        lease: first.contractNo ?? first.propertyCode,
        tenant: first.tenant,
        amount: Money.sum(rents.map(({ outstanding }) => Money.of(outstanding))),
        since: addDays(parseLocalDate(first.dueOn), 1),
      },
    ];
  });
}
