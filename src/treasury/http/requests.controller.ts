import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseIntPipe,
  ParseUUIDPipe,
  Post,
  Put,
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
import type { Page } from '../../platform/http/paging.js';
import type { Column } from '../../platform/http/table-file.js';
import type { RequestCategory } from '../domain/approval-ladder.js';
import { RequestDraftsService, type AskedPayment } from '../request-drafts.service.js';
import { RequestsService, type RequestRow } from '../requests.service.js';
import { listAnswer, placeOf } from './list-answer.js';
import {
  ApprovalDto,
  PaymentRequestDto,
  RejectionDto,
  RequestListQuery,
  SubmissionDto,
  WithdrawalDto,
} from './treasury.dto.js';

const CATEGORY_NAMES: Readonly<Record<RequestCategory, string>> = {
  ordinary: '一般',
  investment: '投资',
  'long-contract': '长期合同',
};

const COLUMNS: readonly Column<RequestRow>[] = [
  { title: '申请日期', value: dayOf, width: 12 },
  { title: '收款人', value: ({ payee }) => payee, width: 24 },
  { title: '用途', value: ({ purpose }) => purpose, width: 36 },
  { title: '金额', value: ({ amount }) => amount },
  { title: '科目', value: ({ expenseAccountCode }) => expenseAccountCode },
  { title: '专项', value: ({ fundCode }) => fundCode },
  { title: '经手人', value: ({ handledBy }) => handledBy },
  { title: '申请人', value: ({ requester }) => requester },
  { title: '类别', value: ({ category }) => CATEGORY_NAMES[category] },
  { title: '决议文号', value: ({ resolutionNo }) => resolutionNo, width: 24 },
  {
    title: '审批人',
    value: ({ approvals }) => approvals.map(({ approver }) => approver).join('、'),
    width: 36,
  },
  { title: '状态', value: ({ status }) => status },
];

@ApiTags('付款申请')
@Controller('communities/:communityCode/books/:bookNo/payment-requests')
export class RequestsController {
  constructor(
    private readonly requests: RequestsService,
    private readonly drafts: RequestDraftsService,
    private readonly database: Database,
  ) {}

  /** 付款申请列表，按申请日期 */
  @Allow(...READERS)
  @Get()
  async list(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Query() query: RequestListQuery,
  ): Promise<Page<RequestRow> | StreamableFile> {
    const place = placeOf(query);
    const filter = { month: query.month ?? null, status: query.status ?? null };
    const rows = await this.database.read(context, (tx) =>
      this.requests.requests(tx, { community: code, bookNo }, filter, place),
    );
    return listAnswer(query, `付款申请-${code}-${bookNo}`, COLUMNS, rows, dayOf);
  }

  /** 拟付款申请（草稿） */
  @Allow('accountant', 'reviewer', 'director', 'party-secretary')
  @Post()
  async draft(
    @Context() context: RequestContext,
    @Param('communityCode') code: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Body() request: PaymentRequestDto,
  ): Promise<RequestRow> {
    return this.database.write(context, (tx) =>
      this.drafts.draft(tx, code, bookNo, askedPayment(request)),
    );
  }

  /** 改写自己的草稿（整份） */
  @Allow('accountant', 'reviewer', 'director', 'party-secretary')
  @Put(':id')
  async revise(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() request: PaymentRequestDto,
  ): Promise<RequestRow> {
    return this.database.write(context, (tx) =>
      this.drafts.revise(tx, { community, bookNo, id }, askedPayment(request)),
    );
  }

  /** 一份付款申请及其审批 */
  @Allow(...READERS)
  @Get(':id')
  async one(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<RequestRow> {
    return this.database.read(context, (tx) =>
      this.requests.request(tx, { community, bookNo, id }),
    );
  }

  /** 提交：按金额（三十日内同一收款人、同一科目合计）定审批档 */
  @Allow('accountant', 'reviewer', 'director', 'party-secretary')
  @HttpCode(200)
  @Post(':id/submit')
  async submit(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { resolutionNo }: SubmissionDto,
  ): Promise<RequestRow> {
    return this.database.write(context, (tx) =>
      this.requests.submit(tx, { community, bookNo, id }, resolutionNo ?? null),
    );
  }

  /** 审批当前一级；最后一级批准后资金即预留 */
  @Allow('director', 'party-secretary', 'supervisor', 'street-officer')
  @HttpCode(200)
  @Post(':id/approve')
  async approve(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { opinion }: ApprovalDto,
  ): Promise<RequestRow> {
    return this.database.write(context, (tx) =>
      this.requests.approve(tx, { community, bookNo, id }, opinion ?? null),
    );
  }

  /** 由当前一级退回，须写明理由 */
  @Allow('director', 'party-secretary', 'supervisor', 'street-officer')
  @HttpCode(200)
  @Post(':id/reject')
  async reject(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: RejectionDto,
  ): Promise<RequestRow> {
    return this.database.write(context, (tx) =>
      this.requests.reject(tx, { community, bookNo, id }, reason),
    );
  }

  /** 撤回未付款的申请，由申请人或居委会主任 */
  @Allow('accountant', 'reviewer', 'director', 'party-secretary')
  @HttpCode(200)
  @Post(':id/withdraw')
  async withdraw(
    @Context() context: RequestContext,
    @Param('communityCode') community: string,
    @Param('bookNo', ParseIntPipe) bookNo: number,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: WithdrawalDto,
  ): Promise<RequestRow> {
    return this.database.write(context, (tx) =>
      this.requests.withdraw(tx, { community, bookNo, id }, reason ?? null),
    );
  }
}

function askedPayment(request: PaymentRequestDto): AskedPayment {
  return {
    date: request.date === undefined ? null : parseLocalDate(request.date),
    purpose: request.purpose,
    payee: request.payee,
    payeeKind: request.payeeKind ?? null,
    amount: Money.of(request.amount),
    expenseAccountCode: request.expenseAccountCode,
    fundCode: request.fundCode ?? null,
    handledBy: request.handledBy,
    attachments: request.attachments ?? 1,
    resolutionNo: request.resolutionNo ?? null,
    category: request.category,
  };
}

function dayOf({ date, enteredOn }: RequestRow): string {
  return date ?? enteredOn;
}
