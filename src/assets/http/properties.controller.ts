import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import { only } from '../../platform/database/only.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { cursorKeys, pageOf, pageSize, type Page } from '../../platform/http/paging.js';
import { tableFile, type Column } from '../../platform/http/table-file.js';
import { HOLDING_NAMES, STATE_NAMES, type PropertyState } from '../domain/property.js';
import { PropertiesService, type PropertyChange, type PropertyRow } from '../properties.service.js';
import {
  IdleQuery,
  PropertyDto,
  PropertyImportDto,
  PropertyQuery,
  PropertyStateDto,
} from './properties.dto.js';

const COLUMNS: readonly Column<PropertyRow>[] = [
  { title: '资产编号', value: ({ code }) => code },
  { title: '类别', value: ({ kind }) => kind },
  { title: '坐落', value: ({ place }) => place, width: 32 },
  { title: '名称', value: ({ name }) => name, width: 40 },
  { title: '权属单位', value: ({ owner }) => owner, width: 40 },
  { title: '持有方式', value: ({ holding }) => HOLDING_NAMES[holding] },
  { title: '面积', value: ({ area }) => area },
  { title: '单位', value: ({ unit }) => unit },
  { title: '状态', value: ({ state }) => STATE_NAMES[state] },
  { title: '自何日起', value: ({ since }) => since },
];

@ApiTags('集体资产')
@Controller('communities/:communityCode/properties')
export class PropertiesController {
  constructor(
    private readonly properties: PropertiesService,
    private readonly database: Database,
  ) {}

  /** 资产名册：某日的状态 */
  @Allow(...READERS)
  @Get()
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Query() query: PropertyQuery,
  ): Promise<Page<PropertyRow> | StreamableFile> {
    return this.register(context, code, query, query.state);
  }

  /** 闲置资产 */
  @Allow(...READERS)
  @Get('idle')
  async idle(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Query() query: IdleQuery,
  ): Promise<Page<PropertyRow> | StreamableFile> {
    return this.register(context, code, query, 'idle');
  }

  /** 一处资产及其状态变更 */
  @Allow(...READERS)
  @Get(':propertyCode')
  async one(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('propertyCode') propertyCode: string,
  ): Promise<PropertyRow & { changes: PropertyChange[] }> {
    return this.database.read(context, (tx) => this.properties.property(tx, code, propertyCode));
  }

  /** 登记一处资产 */
  @Allow('accountant', 'director')
  @Post()
  async create(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Body() property: PropertyDto,
  ): Promise<PropertyRow> {
    return this.database.write(context, async (tx) => {
      return only(await this.properties.register(tx, code, [property]));
    });
  }

  /** 批量登记资产，全部成功或全部不入 */
  @Allow('accountant', 'director')
  @Post('import')
  async import(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Body() { properties }: PropertyImportDto,
  ): Promise<{ count: number; properties: PropertyRow[] }> {
    return this.database.write(context, async (tx) => {
      const rows = await this.properties.register(
        tx,
        code,
        properties,
        (index) => `/properties/${index}`,
      );
      return { count: rows.length, properties: rows };
    });
  }

  /** 登记使用状态的变更；历史保留 */
  @Allow('accountant', 'director')
  @HttpCode(200)
  @Post(':propertyCode/state')
  async changeState(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('propertyCode') propertyCode: string,
    @Body() { state, since }: PropertyStateDto,
  ): Promise<PropertyRow & { changes: PropertyChange[] }> {
    return this.database.write(context, (tx) =>
      this.properties.changeState(tx, code, propertyCode, { state, since: parseLocalDate(since) }),
    );
  }

  private async register(
    context: RequestContext,
    code: string,
    query: IdleQuery,
    state: PropertyState | undefined,
  ): Promise<Page<PropertyRow> | StreamableFile> {
    const [after = ''] = cursorKeys(query, ['text']) ?? [];
    const { format = 'json' } = query;
    const page = format === 'json' ? { after: String(after), limit: pageSize(query) } : {};
    const rows = await this.database.read(context, (tx) => {
      const day = query.on === undefined ? tx.today : parseLocalDate(query.on);
      return this.properties.list(tx, code, day, { state, ...page });
    });
    if (format !== 'json') return tableFile(format, '资产名册', COLUMNS, rows);
    return pageOf(rows, query, (row) => [row.code]);
  }
}
