import { IsOptional } from 'class-validator';
import { DateField, TextField } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/paging.js';

export class AuditQuery extends ListQuery {
  /** Id or name of the operator. */
  @IsOptional()
  @TextField(64)
  actor?: string;

  @IsOptional()
  @DateField()
  from?: string;

  @IsOptional()
  @DateField()
  through?: string;

  /** Words of the sentence. */
  @IsOptional()
  @TextField(100)
  text?: string;
}
