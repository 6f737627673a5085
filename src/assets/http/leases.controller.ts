import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { cursorKeys, pageOf, pageSize, type Page } from '../../platform/http/paging.js';
import { tableFile, type Column } from '../../platform/http/table-file.js';
import {
  LeasesService,
  type LeaseRow,
  type LeaseWithSchedule,
  type NewLease,
  type Termination,
} from '../leases.service.js';
import { LeaseDto, LeaseQuery, TerminationDto } from './leases.dto.js';

const PERIOD_NAMES = { month: '月', quarter: '季', year: '年' } as const;
const MOST_ROWS = 100_000;

const COLUMNS: readonly Column<LeaseRow>[] = [
  { title: '合同号', value: ({ contractNo }) => contractNo },
  { title: '资产编号', value: ({ propertyCode }) => propertyCode },
  { title: '资产名称', value: ({ propertyName }) => propertyName, width: 40 },
  { title: '承租人', value: ({ tenant }) => tenant, width: 24 },
  { title: '起', value: ({ from }) => from },
  { title: '止', value: ({ through }) => through },
  { title: '租金周期', value: ({ period }) => PERIOD_NAMES[period] },
  { title: '每期租金', value: ({ rent }) => rent },
  { title: '合同总额', value: ({ total }) => total },
  { title: '押金', value: ({ deposit }) => deposit },
  { title: '解除日', value: ({ terminatedOn }) => terminatedOn },
  { title: '解除理由', value: ({ terminationReason }) => terminationReason, width: 24 },
];

@ApiTags('集体资产')
@Controller('communities/:communityCode/leases')
export class LeasesController {
  constructor(
    private readonly leases: LeasesService,
    private readonly database: Database,
  ) {}

  /** 租约，起租日近者在前 */
  @Allow(...READERS)
  @Get()
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Query() query: LeaseQuery,
  ): Promise<Page<LeaseRow> | StreamableFile> {
    const { format = 'json', on, propertyCode } = query;
    const after = cursorKeys(query, ['date', 'uuid']);
    const rows = await this.database.read(context, (tx) =>
      this.leases.list(tx, code, {
        ...(propertyCode === undefined ? {} : { propertyCode }),
        ...(on === undefined ? {} : { on: parseLocalDate(on) }),
        after: format === 'json' ? after : null,
        limit: format === 'json' ? pageSize(query) : MOST_ROWS,
      }),
    );
    if (format !== 'json') return tableFile(format, '租约', COLUMNS, rows);
    return pageOf(rows, query, ({ from, id }) => [from, id]);
  }

  /** 一份租约及其租金计划 */
  @Allow(...READERS)
  @Get(':id')
  async one(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<LeaseWithSchedule> {
    return this.database.read(context, (tx) => this.leases.lease(tx, code, id));
  }

  /** 登记租约，租金计划随之生成 */
  @Allow('accountant', 'director')
  @Post()
  async create(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Body() lease: LeaseDto,
  ): Promise<LeaseWithSchedule> {
    return this.database.write(context, (tx) => this.leases.create(tx, code, newLease(lease)));
  }

  /** 解除租约；未租的日子从租金计划和账上减去 */
  @Allow('accountant')
  @HttpCode(200)
  @Post(':id/terminate')
  async terminate(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { date, reason, postingDate }: TerminationDto,
  ): Promise<Termination> {
    return this.database.write(context, (tx) =>
      this.leases.terminate(tx, code, id, {
        lastDay: parseLocalDate(date),
        reason,
        ...(postingDate === undefined ? {} : { postingDate: parseLocalDate(postingDate) }),
      }),
    );
  }
}

function newLease({ from, through, rent, total, deposit, ...lease }: LeaseDto): NewLease {
  return {
    ...lease,
    from: parseLocalDate(from),
    through: parseLocalDate(through),
    ...(rent === undefined ? {} : { rent: Money.of(rent) }),
    ...(total === undefined ? {} : { total: Money.of(total) }),
    ...(deposit === undefined ? {} : { deposit: Money.of(deposit) }),
  };
}
