import { Injectable } from '@nestjs/common';
import { DraftRulesService } from '../ledger/draft-rules.service.js';
import { checkHandMade } from './domain/two-lines.js';
import { listFundAccounts } from './storage/fund-accounts.queries.js';

/** Tells the maker of a voucher at once what the guard of the two lines would refuse when it is posted. */
@Injectable()
export class TwoLinesRule {
  constructor(rules: DraftRulesService) {
    rules.register(async (tx, community, bookNo) => {
      const fundAccounts = await listFundAccounts(tx, community, bookNo);
      return (draft, accounts, pointer) => {
        checkHandMade(draft, accounts, fundAccounts, pointer);
      };
    });
  }
}
