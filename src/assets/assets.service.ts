import { Injectable } from '@nestjs/common';
import { addDays, parseLocalDate, type LocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import { firstDay, lastDay, type Month } from '../kernel/month.js';
import type { ReadTx } from '../platform/database/transaction.js';
import type { PropertyState } from './domain/property.js';
import type { RentPeriod } from './domain/rent-schedule.js';
import { listLeases, type LeaseRow } from './storage/leases.queries.js';
import { changesIn, propertiesOn } from './storage/properties.queries.js';
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
  readonly changes: readonly UseChange[];
  readonly leases: readonly LeaseInForce[];
}

/** A property that entered the register (from: null) or changed its use in the month. */
export interface UseChange {
  readonly code: string;
  readonly name: string;
  readonly from: PropertyState | null;
  readonly to: PropertyState;
  readonly since: string;
}

/** A lease at the month's end: its contract, what fell due in the month, what is due and not received. */
export interface LeaseInForce {
  readonly code: string;
  readonly name: string;
  readonly tenant: string;
  readonly contractNo: string | null;
  readonly from: string;
  readonly through: string;
  readonly period: RentPeriod;
  readonly rent: string | null;
  readonly total: string;
  readonly due: Money;
  readonly outstanding: Money;
  readonly nextDueOn: string | null;
}

const ALL_LEASES = 100_000;

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
    const rents = await listRents(tx, community, day, {});
    const leases = await listLeases(tx, community, { on: day, after: null, limit: ALL_LEASES });
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
      changes: await changesIn(tx, community, firstDay(month), day),
      leases: leases
        .map((lease) => inForce(lease, rents, firstDay(month), day))
        .sort((a, b) => (a.code < b.code ? -1 : 1)),
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

function inForce(
  lease: LeaseRow,
  all: readonly RentRow[],
  from: LocalDate,
  through: LocalDate,
): LeaseInForce {
  const rents = all.filter(({ leaseId }) => leaseId === lease.id);
  const sum = (list: readonly RentRow[], of: (rent: RentRow) => Money): Money =>
    Money.sum(list.map(of));
  return {
    code: lease.propertyCode,
    name: lease.propertyName,
    tenant: lease.tenant,
    contractNo: lease.contractNo,
    from: lease.from,
    through: lease.terminatedOn ?? lease.through,
    period: lease.period,
    rent: lease.rent,
    total: lease.total,
    due: sum(
      rents.filter(({ dueOn }) => dueOn >= from && dueOn <= through),
      ({ amount, reduced }) => Money.of(amount).minus(Money.of(reduced)),
    ),
    outstanding: sum(
      rents.filter(({ state }) => state === 'due'),
      ({ outstanding }) => Money.of(outstanding),
    ),
    nextDueOn:
      rents.find(({ dueOn, state }) => dueOn > through && state === 'scheduled')?.dueOn ?? null,
  };
}
