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
  RentsService,
  type PostedRents,
  type RentReceipt,
  type RentRow,
} from '../rents.service.js';
import { ArrearsQuery, RentQuery, RentReceiptDto, RentsDueDto } from './leases.dto.js';

const STATE_NAMES = {
  scheduled: '未到期',
  due: '应收',
  paid: '已收',
  void: '已解除',
  'before-books': '启用前',
} as const;

const COLUMNS: readonly Column<RentRow>[] = [
  { title: '资产编号', value: ({ propertyCode }) => propertyCode },
  { title: '资产名称', value: ({ propertyName }) => propertyName, width: 40 },
  { title: '承租人', value: ({ tenant }) => tenant, width: 24 },
  { title: '合同号', value: ({ contractNo }) => contractNo },
  { title: '期次', value: ({ no }) => no },
  { title: '起', value: ({ from }) => from },
  { title: '止', value: ({ through }) => through },
  { title: '到期日', value: ({ dueOn }) => dueOn },
  { title: '租金', value: ({ amount }) => amount },
  { title: '冲减', value: ({ reduced }) => reduced },
  { title: '已收', value: ({ received }) => received },
  { title: '尚欠', value: ({ outstanding }) => outstanding },
  { title: '状态', value: ({ state }) => STATE_NAMES[state] },
  { title: '逾期天数', value: ({ daysLate }) => daysLate },
];

@ApiTags('集体资产')
@Controller('communities/:communityCode')
export class RentsController {
  constructor(
    private readonly rents: RentsService,
    private readonly database: Database,
  ) {}

  /** 各期租金，按到期日 */
  @Allow(...READERS)
  @Get('rents')
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Query() query: RentQuery,
  ): Promise<Page<RentRow> | StreamableFile> {
    return this.table(context, code, query, query.state);
  }

  /** 欠租：到期日已过而未收足 */
  @Allow(...READERS)
  @Get('arrears')
  async arrears(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Query() query: ArrearsQuery,
  ): Promise<Page<RentRow> | StreamableFile> {
    return this.table(context, code, query, 'arrears');
  }

  /** 到期租金入账：借记应收款，每期只入一次 */
  @Allow('accountant')
  @HttpCode(200)
  @Post('rents/due')
  async due(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Body() { through }: RentsDueDto,
  ): Promise<PostedRents> {
    return this.database.write(context, (tx) =>
      this.rents.postDue(tx, code, parseLocalDate(through)),
    );
  }

  /** 收租金：存入收入户，冲减应收款 */
  @Allow('accountant', 'cashier')
  @Post('rents/:id/receive')
  async receive(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { date, amount, payer, attachments }: RentReceiptDto,
  ): Promise<RentReceipt> {
    return this.database.write(context, (tx) =>
      this.rents.receive(tx, code, id, {
        date: parseLocalDate(date),
        amount: Money.of(amount),
        attachmentCount: attachments ?? 1,
        ...(payer === undefined ? {} : { payer }),
      }),
    );
  }

  private async table(
    context: RequestContext,
    code: string,
    query: ArrearsQuery & { leaseId?: string },
    state: RentQuery['state'],
  ): Promise<Page<RentRow> | StreamableFile> {
    const { format = 'json', on, leaseId } = query;
    const after = cursorKeys(query, ['date', 'uuid']);
    const rows = await this.database.read(context, (tx) =>
      this.rents.list(tx, code, on === undefined ? tx.today : parseLocalDate(on), {
        ...(state === undefined ? {} : { state }),
        ...(leaseId === undefined ? {} : { leaseId }),
        ...(format === 'json' ? { after, limit: pageSize(query) } : {}),
      }),
    );
    if (format !== 'json')
      return tableFile(format, state === 'arrears' ? '欠租' : '租金', COLUMNS, rows);
    return pageOf(rows, query, ({ dueOn, id }) => [dueOn, id]);
  }
}
