import { ApiProperty } from '@nestjs/swagger';
import { ArrayMinSize, IsArray, IsIn, IsOptional, Matches } from 'class-validator';
import { ROLES, type Role } from '../../kernel/role.js';
import { ArrayUnique, DateField, TextField } from '../../platform/http/fields.js';
import { ListQuery } from '../../platform/http/paging.js';

export class LoginDto {
  @ApiProperty({ description: '用户名', example: 'accountant' })
  @TextField(64)
  username!: string;

  @ApiProperty({ description: '密码', example: 'gongzhang-demo' })
  @TextField(200)
  password!: string;
}

export class SignInsQuery extends ListQuery {
  /** 用户名 */
  @IsOptional()
  @TextField(64)
  username?: string;

  @IsOptional()
  @DateField()
  from?: string;

  @IsOptional()
  @DateField()
  through?: string;
}

export class RefreshDto {
  /** 登录或上次换取所得的 refreshToken，只能用一次 */
  @TextField(200)
  refreshToken!: string;
}

export class LogoutDto {
  /** 要结束的那次登录；不填为本人的全部登录 */
  @IsOptional()
  @TextField(200)
  refreshToken?: string;
}

export class PasswordDto {
  /** 现在的密码 */
  @TextField(200)
  currentPassword!: string;

  /** 新密码，至少 8 个字符 */
  @TextField(200, 8)
  newPassword!: string;
}

export class RolesDto {
  /** 此人在本社区的全部职责；在别处还有职责的可以写空表，离任的请停用 */
  @IsArray()
  @ArrayUnique()
  @IsIn(ROLES, { each: true })
  roles!: Role[];
}

export class StandingDto {
  /** 停用或恢复的原因 */
  @TextField(200)
  reason!: string;
}

export class CommunityDto {
  /** The national 12-digit code. */
  @Matches(/^[0-9]{12}$/, { message: '应为 12 位社区区划代码。' })
  code!: string;

  @TextField(100)
  name!: string;

  @TextField(100)
  streetName!: string;

  @TextField(100)
  districtName!: string;
}

export class UserDto {
  @Matches(/^[a-zA-Z0-9][a-zA-Z0-9._-]{1,63}$/, {
    message: '应为 2 到 64 个字母、数字、点、横线或下划线。',
  })
  username!: string;

  @TextField(50)
  name!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(ROLES, { each: true })
  roles!: Role[];

  /** At least 8 characters; absent: one is made and shown once as initialPassword. */
  @IsOptional()
  @TextField(200, 8)
  password?: string;
}
