import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type MemberPermission, PER_ENVIRONMENT_PERMISSIONS } from '@throughline/contracts';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsUUID, ValidateNested } from 'class-validator';
import { IsRoleKey } from '../roles/is-role-key.js';
import { IfPresent } from '../text/if-present.js';

const PERMISSION_LIST = { type: [String], enum: PER_ENVIRONMENT_PERMISSIONS, enumName: 'EnvironmentPermission' };

export class EnvironmentGrantRequest {
  @ApiPropertyOptional({ maxLength: 63, description: 'Key of the role; either this or `userId`' })
  @IfPresent()
  @IsRoleKey()
  role?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The member; either this or `role`' })
  @IfPresent()
  @IsUUID()
  userId?: string;

  @ApiProperty({ ...PERMISSION_LIST, description: 'Granted here, whatever the role holds' })
  @IsArray()
  @ArrayMaxSize(20)
  @IsIn(PER_ENVIRONMENT_PERMISSIONS, { each: true })
  allow!: MemberPermission[];

  @ApiProperty({ ...PERMISSION_LIST, description: 'Withheld here; wins over every grant' })
  @IsArray()
  @ArrayMaxSize(20)
  @IsIn(PER_ENVIRONMENT_PERMISSIONS, { each: true })
  deny!: MemberPermission[];
}

export class SetEnvironmentGrantsRequest {
  @ApiProperty({ ...PERMISSION_LIST, description: 'Held here by those only who are granted it here, and by owners' })
  @IsArray()
  @ArrayMaxSize(20)
  @IsIn(PER_ENVIRONMENT_PERMISSIONS, { each: true })
  restricted!: MemberPermission[];

  @ApiProperty({ type: [EnvironmentGrantRequest], maxItems: 200 })
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => EnvironmentGrantRequest)
  grants!: EnvironmentGrantRequest[];
}

export class EnvironmentGrantResponse {
  @ApiProperty({ type: String, nullable: true, description: 'Key of the role; null when it is a member’s' })
  role!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  userId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  userName!: string | null;

  @ApiProperty({ type: [String] })
  allow!: string[];

  @ApiProperty({ type: [String] })
  deny!: string[];
}

export class NamedMemberResponse {
  @ApiProperty({ format: 'uuid' })
  userId!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: 'Key of the member’s role' })
  roleKey!: string;
}

export class WhoMayResponse {
  @ApiProperty({ enum: PER_ENVIRONMENT_PERMISSIONS, enumName: 'EnvironmentPermission' })
  permission!: MemberPermission;

  @ApiProperty()
  isRestricted!: boolean;

  @ApiProperty({ type: [String], description: 'Keys of the roles whose members may' })
  roleKeys!: string[];

  @ApiProperty({ type: [NamedMemberResponse], description: 'Those who may although their role may not' })
  alsoMembers!: NamedMemberResponse[];

  @ApiProperty({ type: [NamedMemberResponse], description: 'Those who may not although their role may' })
  exceptMembers!: NamedMemberResponse[];
}

export class EnvironmentGrantsResponse {
  @ApiProperty({ format: 'uuid' })
  environmentId!: string;

  @ApiProperty()
  slug!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'dev, staging or production; null until it is announced again',
  })
  class!: string | null;

  @ApiProperty({ type: [String] })
  restricted!: string[];

  @ApiProperty({ type: [EnvironmentGrantResponse] })
  grants!: EnvironmentGrantResponse[];

  @ApiProperty({ type: [WhoMayResponse], description: 'What comes of roles, restrictions and grants' })
  who!: WhoMayResponse[];
}

export class EnvironmentGrantsListResponse {
  @ApiProperty({ type: [EnvironmentGrantsResponse] })
  items!: EnvironmentGrantsResponse[];
}
