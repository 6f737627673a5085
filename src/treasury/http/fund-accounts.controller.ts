import {
  Body,
  Controller,
  Get,
  Param,
  ParseIntPipe,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdentityService } from '../../identity/identity.service.js';
import type { Role } from '../../kernel/role.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { wholeListAnswer } from '../../platform/http/list-answer.js';
import { ListQuery, type Page } from '../../platform/http/paging.js';
import type { Column } from '../../platform/http/table-file.js';
import { LINE_NAMES, maskedNumber } from '../domain/fund-account.js';
import { TreasuryService, type FundAccount } from '../treasury.service.js';
import { FundAccountDto } from './treasury.dto.js';

/** Who needs the whole account number for the work. */
const SEE_NUMBERS: readonly Role[] = ['accountant', 'cashier', 'auditor'];

const COLUMNS: readonly Column<FundAccount>[] = [
  { title: '科目', value: ({ accountCode }) => accountCode },
  { title: '用途', value: ({ line }) => LINE_NAMES[line] },
  { title: '开户行', value: ({ bankName }) => bankName, width: 32 },
  { title: '账号', value: ({ accountNumber }) => accountNumber, width: 28 },
];

@ApiTags('资金账户')
@Controller('communities/:communityCode/books/:bookNo/fund-accounts')
export class FundAccountsController {
  constructor(
    private readonly treasury: TreasuryService,
    private readonly identity: IdentityService,
    private readonly database: Database,
  ) {}

  /** 账套的收入户、支出户、备用金；账号只对会计、出纳、审计完整显示 */
  @Allow(...READERS)
  @Get()
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: ListQuery,
  ): Promise<Page<FundAccount> | StreamableFile> {
    const rows = await this.database.read(context, async (tx) => {
      const accounts = await this.treasury.fundAccounts(tx, code, bookNo);
      const { duties } = await this.identity.person(tx, context.actor?.id ?? '');
      const sees = duties.some(({ role }) => SEE_NUMBERS.includes(role));
      return accounts.map((account) => ({
        ...account,
        accountNumber: sees ? account.accountNumber : maskedNumber(account.accountNumber),
      }));
    });
    const file = { name: `资金账户-${code}-${bookNo}`, columns: COLUMNS };
    return wholeListAnswer(query, file, rows, ({ accountCode }) => accountCode);
  }

  /** 登记资金账户：登记后不再更改；账套的货币资金科目从此都须登记 */
  @Allow('accountant')
  @Post()
  async mark(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() { accountCode, line, bankName, accountNumber }: FundAccountDto,
  ): Promise<FundAccount> {
    return this.database.write(context, (tx) =>
      this.treasury.markFundAccount(tx, code, bookNo, {
        accountCode,
        line,
        bankName: bankName ?? null,
        accountNumber: accountNumber ?? null,
      }),
    );
  }
}
