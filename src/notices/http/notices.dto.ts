import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { TextField } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/paging.js';

type PropertyDecoratorOf = ReturnType<typeof applyDecorators>;

/** Text of several lines, without other control characters, or such as would turn what follows on the page. */
const LinesField = (maximum: number): PropertyDecoratorOf =>
  applyDecorators(
    ApiProperty({ type: String, minLength: 1, maxLength: maximum }),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.replaceAll(/\r\n?/g, '\n').trim() : value,
    ),
    IsString(),
    MinLength(1),
    MaxLength(maximum),
    Matches(/^(?:[^\p{Cc}\p{Bidi_Control}\p{Noncharacter_Code_Point}]|\n)*$/u, {
      message: '除换行外不能含有控制字符。',
    }),
  );

export class NoticeDto {
  /** 公示天数，不少于 15 日，也不少于社区所定；不填即社区所定 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(365)
  days?: number;
}

export class CorrectionDto extends NoticeDto {
  /** 更正理由 */
  @TextField(500)
  reason!: string;
}

export class ObjectionDto {
  /** 异议内容 */
  @LinesField(1000)
  text!: string;

  /** 涉及哪一笔 */
  @IsOptional()
  @TextField(100)
  line?: string;

  /** 姓名，公开时只显示姓氏 */
  @IsOptional()
  @TextField(50)
  name?: string;

  /** 联系方式，不公开 */
  @IsOptional()
  @TextField(100)
  contact?: string;
}

export class ReplyDto {
  /** 答复，公开 */
  @LinesField(2000)
  text!: string;
}

export class BoardQuery extends PageQuery {
  /** 只看一个社区 */
  @IsOptional()
  @Matches(/^[0-9]{12}$/, { message: '应为 12 位社区区划代码。' })
  community?: string;
}

export class NoticePageQuery {
  /** 刚提交了异议 */
  @IsOptional()
  @IsIn(['1'])
  received?: '1';
}

export class PublicNoticeQuery {
  /** json；html 或 pdf 为张贴时冻结的原件 */
  @IsOptional()
  @IsIn(['json', 'html', 'pdf'])
  format?: 'json' | 'html' | 'pdf';
}
