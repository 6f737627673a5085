import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ArrayUnique, DateField, TextField } from '../../platform/http/fields.js';
import { VOTE_CHOICES, type VoteChoice } from '../domain/meeting.js';

export class ReturnDto {
  /** 退回理由 */
  @TextField(500)
  reason!: string;
}

export class MeetingDto {
  /** 会议日期，不早于所议月份的末日 */
  @DateField()
  date!: string;

  /** 会议地点 */
  @TextField(100)
  place!: string;

  /** 居务监督委员会全体成员的用户名或编号；不填即全体成员 */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  members?: string[];

  /** 主持人的用户名或编号；不填即召集人本人（须为成员），否则为第一名成员 */
  @IsOptional()
  @TextField(64)
  chair?: string;
}

export class AttendanceDto {
  /** 到会成员的用户名或编号；未列出者即缺席 */
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  present!: string[];
}

export class BallotDto {
  /** 成员的用户名或编号；不填即本人。主持人可代录到会成员的表决 */
  @IsOptional()
  @TextField(64)
  memberId?: string;

  /** 支出事项编号（见会议的 items）；month 为全月；all 为其余全部事项 */
  @TextField(100)
  item!: string;

  /** 赞成、反对、弃权、回避 */
  @IsIn(VOTE_CHOICES)
  choice!: VoteChoice;

  /** 意见 */
  @IsOptional()
  @TextField(500)
  comment?: string;
}

export class VotesDto {
  /** 表决票 */
  @IsArray()
  @ArrayMaxSize(20_000)
  @ValidateNested({ each: true })
  @Type(() => BallotDto)
  votes!: BallotDto[];
}

export class ResolutionDto {
  /** 因回避人数过多而无法表决的支出事项编号 */
  @TextField(100)
  item!: string;

  /** 居民会议（居民代表会议）决议文号 */
  @TextField(100)
  resolutionNo!: string;

  /** 决议日期 */
  @DateField()
  decidedOn!: string;
}

export class ConclusionDto {
  /** 会议决定退回；不填则按表决结果 */
  @IsOptional()
  @IsIn(['returned'])
  outcome?: 'returned';

  /** 会议意见 */
  @IsOptional()
  @TextField(1000)
  opinion?: string;

  /** 居民会议对回避事项的决议 */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => ResolutionDto)
  resolutions?: ResolutionDto[];
}

export class MinutesQuery {
  /** json 或 pdf */
  @IsOptional()
  @IsIn(['json', 'pdf'])
  format?: 'json' | 'pdf';
}

export class SupervisionSettingDto {
  /** 到会成员不少于全体的几分之几，不低于 2/3 */
  @Matches(/^\d{1,2}\/\d{1,2}$/, { message: '应为分数，如 "2/3"。' })
  quorum!: string;

  /** 赞成票须超过全体成员的几分之几，不低于 1/2 */
  @Matches(/^\d{1,2}\/\d{1,2}$/, { message: '应为分数，如 "1/2"。' })
  majority!: string;

  /** 公示期，不少于 15 日 */
  @IsInt()
  @Min(1)
  @Max(365)
  noticeDays!: number;

  /** 监督电话，印在公示上 */
  @IsOptional()
  @TextField(40)
  phone?: string;
}
