import { Injectable } from '@nestjs/common';
import { AssetsService } from '../assets/assets.service.js';
import { CharityService } from '../charity/charity.service.js';
import type { Month } from '../kernel/month.js';
import type { ReadTx } from '../platform/database/transaction.js';
import type { MonthReport } from './domain/month-report.js';

/** What stands beside the books: properties and the charity's donations. */
@Injectable()
export class EstateFigures {
  constructor(
    private readonly assets: AssetsService,
    private readonly charity: CharityService,
  ) {}

  async reported(
    tx: ReadTx,
    community: string,
    month: Month,
  ): Promise<Pick<MonthReport, 'assets' | 'charity'>> {
    const assets = await this.assets.summary(tx, community, month);
    const charity = await this.charity.summary(tx, community, month);
    return {
      assets: {
        total: assets.total,
        leased: assets.leased,
        idle: assets.idle,
        ownUse: assets.ownUse,
        receivableRent: assets.receivableRent.toString(),
        arrears: assets.arrears.map(({ lease, tenant, amount, since }) => ({
          lease,
          tenant,
          amount: amount.toString(),
          since,
        })),
        idleList: assets.idleList.map(({ code, name, area, unit, since }) => ({
          code,
          name,
          area,
          unit,
          since,
        })),
        changes: assets.changes,
        leases: assets.leases.map(({ due, outstanding, ...lease }) => ({
          ...lease,
          due: due.toString(),
          outstanding: outstanding.toString(),
        })),
      },
      charity: {
        donations: charity.donations,
        received: charity.received.toString(),
        spent: charity.spent.toString(),
        funds: charity.funds.map((fund) => ({
          code: fund.code,
          name: fund.name,
          purpose: fund.purpose,
          restricted: fund.restricted,
          opening: fund.opening.toString(),
          received: fund.received.toString(),
          used: fund.used.toString(),
          closing: fund.closing.toString(),
        })),
      },
    };
  }
}
