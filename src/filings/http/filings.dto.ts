import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
} from 'class-validator';
import { QuarterField, TextField } from '../../platform/http/fields.js';
import { ListQuery, PageQuery } from '../../platform/http/paging.js';
import {
  FILING_STATES,
  SIGNING_ROLES,
  type FilingState,
  type SigningRole,
} from '../domain/filing-state.js';
import { LEAGUE_ORDERS, type LeagueOrder } from '../domain/league.js';

/** Up to twenty sentences, each on its own; one text is one sentence. */
const Sentences =
  (description: string): PropertyDecorator =>
  (target, key) => {
    for (const decorate of [
      ApiPropertyOptional({ type: [String], description }),
      IsOptional(),
      Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value)),
      IsArray(),
      ArrayMaxSize(20),
      IsString({ each: true }),
      Length(1, 500, { each: true }),
      Matches(/^\P{Cc}*$/u, { each: true, message: '不能含有换行等控制字符。' }),
    ]) {
      decorate(target, key);
    }
  };

export class FilingDto {
  @QuarterField()
  quarter!: string;

  @Sentences('存在的问题，列在由数字得出的问题之后')
  problems?: string[];

  @Sentences('下一步打算')
  plans?: string[];

  /** Who answers questions; absent: the accountant who compiles. */
  @IsOptional()
  @TextField(100)
  contact?: string;

  /** 联系电话；不填为监督设置中的电话 */
  @IsOptional()
  @Matches(/^[0-9+() -]{5,30}$/, { message: '应为 5 到 30 位电话号码。' })
  phone?: string;
}

export class SignDto {
  /** Needed only by who holds several signing roles. */
  @IsOptional()
  @IsIn(SIGNING_ROLES)
  role?: SigningRole;
}

export class AcceptDto {
  @IsOptional()
  @TextField(500)
  opinion?: string;
}

export class FilingReturnDto {
  @TextField(1000)
  reasons!: string;
}

export class WithdrawDto {
  @TextField(1000)
  reason!: string;
}

export class InboxQuery extends ListQuery {
  @IsOptional()
  @QuarterField()
  quarter?: string;

  @IsOptional()
  @IsIn(FILING_STATES)
  state?: FilingState;
}

export class LeagueQuery extends PageQuery {
  @QuarterField()
  quarter!: string;

  @IsOptional()
  @IsIn(LEAGUE_ORDERS)
  by?: LeagueOrder;

  /** json，或带走的表格、张贴的 PDF */
  @IsOptional()
  @IsIn(['json', 'csv', 'xlsx', 'pdf'])
  format?: 'json' | 'csv' | 'xlsx' | 'pdf';
}

export class VerifyQuery {
  /** 核验码 */
  @IsOptional()
  @TextField(40)
  code?: string;
}

export class ReceiptQuery {
  @IsOptional()
  @IsIn(['json', 'pdf'])
  format?: 'json' | 'pdf';
}
