import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';

export class ImportQuery {
  /** true：只试读，列出每行的问题，不导入 */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    value === 'true' ? true : value === 'false' ? false : value,
  )
  @IsBoolean()
  preview?: boolean;
}

export class TemplateQuery {
  @IsIn(['csv', 'xlsx'])
  format!: 'csv' | 'xlsx';
}
