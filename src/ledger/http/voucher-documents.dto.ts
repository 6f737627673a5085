import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsUUID,
  ValidateIf,
} from 'class-validator';
import { ArrayUnique, MonthField } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/paging.js';

export class VoucherDocumentsDto {
  /** 凭证所附和所引的全部原始凭证 */
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  documentIds!: string[];

  /** true：已附在别的凭证上的原始凭证，在本凭证注明那张凭证的编号 */
  @ValidateIf((_, value) => value !== undefined)
  @IsBoolean()
  cite?: boolean;
}

export class BookingQuery {
  /** json 或 xml */
  @IsOptional()
  @IsIn(['json', 'xml'])
  format?: 'json' | 'xml';
}

export class DifferenceQuery extends ListQuery {
  @IsOptional()
  @MonthField()
  month?: string;

  @IsOptional()
  @IsIn(['drafted', 'reviewed', 'posted'])
  status?: string;
}
