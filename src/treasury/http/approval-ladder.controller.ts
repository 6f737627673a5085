import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Money } from '../../kernel/money.js';
import { Allow, READERS } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import { Context } from '../../platform/http/context.decorator.js';
import { ApprovalLaddersService, type AdoptedLadder } from '../approval-ladders.service.js';
import { ApprovalLadderDto } from './approval-ladder.dto.js';

const USUAL_WINDOW = 30;

@ApiTags('付款申请')
@Controller('communities/:communityCode/approval-ladder')
export class ApprovalLadderController {
  constructor(
    private readonly ladders: ApprovalLaddersService,
    private readonly database: Database,
  ) {}

  /** 现行审批权限表 */
  @Allow(...READERS)
  @Get()
  async inForce(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
  ): Promise<AdoptedLadder> {
    return this.database.read(context, (tx) => this.ladders.inForce(tx, code));
  }

  /** 施行新的审批权限表，自当日起提交的申请适用；已提交的仍按原表 */
  @Allow('party-secretary')
  @Put()
  async adopt(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Body() { steps, resolutionAbove, windowDays, resolutionNo }: ApprovalLadderDto,
  ): Promise<AdoptedLadder> {
    const ladder = {
      steps: steps.map(({ above, role }) => ({ above: Money.of(above), role })),
      resolutionAbove: Money.of(resolutionAbove),
      windowDays: windowDays ?? USUAL_WINDOW,
      resolutionNo,
    };
    return this.database.write(context, (tx) => this.ladders.adopt(tx, code, ladder));
  }
}
