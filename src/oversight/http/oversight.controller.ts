import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { parseMonth } from '../../kernel/month.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { fractionText, parseFraction } from '../domain/meeting.js';
import { OversightService, type FrozenReport, type ReturnRow } from '../oversight.service.js';
import { SettingsService, type SettingRow } from '../settings.service.js';
import { ReturnDto, SupervisionSettingDto } from './oversight.dto.js';

/** What the client is told: the month, its state, the frozen figures. */
type Reported = { readonly month: string; readonly state: 'reported' } & FrozenReport;

@ApiTags('月份')
@Controller('communities/:communityCode')
export class OversightController {
  constructor(
    private readonly oversight: OversightService,
    private readonly settings: SettingsService,
    private readonly database: Database,
  ) {}

  /** 上报月份：逐项检查，冻结数字，此后不再记账 */
  @Allow('accountant')
  @Post('months/:month/report')
  @HttpCode(200)
  async report(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('month') month: string,
  ): Promise<Reported> {
    const reported = parseMonth(month);
    return this.database.write(context, async (tx) => ({
      month: reported,
      state: 'reported' as const,
      ...(await this.oversight.reportMonth(tx, code, reported)),
    }));
  }

  /** 退回已上报的月份，写明理由 */
  @Allow('party-secretary', 'director', 'supervisor')
  @Post('months/:month/return')
  @HttpCode(200)
  async return(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('month') month: string,
    @Body() { reason }: ReturnDto,
  ): Promise<{ month: string; state: 'open' } & ReturnRow> {
    const returned = parseMonth(month);
    return this.database.write(context, async (tx) => ({
      month: returned,
      state: 'open' as const,
      ...(await this.oversight.returnMonth(tx, code, returned, reason)),
    }));
  }

  /** 监督规则：到会和通过比例、公示天数、监督电话 */
  @Allow(...READERS)
  @Get('supervision-settings')
  async setting(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
  ): Promise<SupervisionSettingDto> {
    return told(await this.database.read(context, (tx) => this.settings.setting(tx, code)));
  }

  /** 设定监督规则，只能严于法定下限 */
  @Allow('admin', 'party-secretary')
  @Put('supervision-settings')
  async changeSetting(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Body() setting: SupervisionSettingDto,
  ): Promise<SupervisionSettingDto> {
    const wanted: SettingRow = {
      quorum: parseFraction(setting.quorum, 'quorum-below-two-thirds'),
      majority: parseFraction(setting.majority, 'majority-below-half'),
      noticeDays: setting.noticeDays,
      phone: setting.phone ?? null,
    };
    return this.database.write(context, async (tx) =>
      told(await this.settings.change(tx, code, wanted)),
    );
  }
}

function told({ quorum, majority, noticeDays, phone }: SettingRow): SupervisionSettingDto {
  return {
    quorum: fractionText(quorum),
    majority: fractionText(majority),
    noticeDays,
    ...(phone === null ? {} : { phone }),
  };
}
