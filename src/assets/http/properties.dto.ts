import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  Matches,
  ValidateNested,
} from 'class-validator';
import { DateField, TextField } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/paging.js';
import { HOLDINGS, PROPERTY_STATES, type Holding, type PropertyState } from '../domain/property.js';

export class PropertyStateDto {
  /** 使用状态：闲置、出租、自用 */
  @IsIn(PROPERTY_STATES)
  state!: PropertyState;

  /** 自何日起 */
  @DateField()
  since!: string;
}

export class PropertyDto extends PropertyStateDto {
  @Matches(/^[A-Za-z0-9-]{1,20}$/, { message: '应为 1 到 20 个字母、数字或横线。' })
  code!: string;

  /** 类别，如商铺、厂房 */
  @TextField(50)
  kind!: string;

  @TextField(200)
  name!: string;

  /** 坐落 */
  @TextField(200)
  place!: string;

  /** 面积，至多四位小数的文本 */
  @Matches(/^(?=.*[1-9])(0|[1-9]\d{0,9})(\.\d{1,4})?$/, {
    message: '应为大于零、至多四位小数的面积文本，如 "1094.05"。',
  })
  area!: string;

  /** 面积单位，如 ㎡、亩 */
  @TextField(10)
  unit!: string;

  /** 持有方式：自有、受托、租入 */
  @IsIn(HOLDINGS)
  holding!: Holding;

  /** 权属单位 */
  @IsOptional()
  @TextField(200)
  owner?: string;
}

export class PropertyImportDto {
  /** 至多 1000 处，全部成功或全部不入 */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PropertyDto)
  properties!: PropertyDto[];
}

export class PropertyQuery extends ListQuery {
  @IsOptional()
  @IsIn(PROPERTY_STATES)
  state?: PropertyState;

  /** 截至何日的状态；不填为今天 */
  @IsOptional()
  @DateField()
  on?: string;
}

export class IdleQuery extends ListQuery {
  /** 截至何日；不填为今天 */
  @IsOptional()
  @DateField()
  on?: string;
}
