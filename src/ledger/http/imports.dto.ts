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

export class OpeningImportQuery extends ImportQuery {
  /** 科目余额表里取期初余额（opening）还是期末余额（closing）；不填时先找期初 */
  @IsOptional()
  @IsIn(['opening', 'closing'])
  balance?: 'opening' | 'closing';
}
