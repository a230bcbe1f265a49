import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type MemberPermission, PERMISSIONS, type Role, ROLES } from '@throughline/contracts';
import { ArrayMaxSize, IsArray, IsIn, IsString, MaxLength } from 'class-validator';
import { IsDisplayName } from '../text/display-name.js';
import { IfPresent } from '../text/if-present.js';
import { IsRoleKey } from './is-role-key.js';
import { ROLE_PRESETS } from './role-presets.js';

const PRESET_KEYS = ROLE_PRESETS.map((preset) => preset.key);
const BASES = ROLES.filter((role) => role !== 'owner');

export class CreateRoleRequest {
  @ApiProperty({ maxLength: 60 })
  @IsDisplayName(60)
  name!: string;

  @ApiPropertyOptional({ maxLength: 300 })
  @IfPresent()
  @IsString()
  @MaxLength(300)
  description?: string;

  @ApiPropertyOptional({ maxLength: 63, description: 'Key of a role whose permissions and rank it begins with' })
  @IfPresent()
  @IsRoleKey()
  copyOf?: string;

  @ApiPropertyOptional({
    enum: BASES,
    enumName: 'RoleBase',
    description: 'The preset that it ranks as: who may manage whom. That of `copyOf`, or viewer, when absent',
  })
  @IfPresent()
  @IsIn(BASES)
  basedOn?: Exclude<Role, 'owner'>;

  @ApiPropertyOptional({ type: [String], enum: PERMISSIONS, enumName: 'MemberPermission' })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(200)
  @IsIn(PERMISSIONS, { each: true })
  permissions?: MemberPermission[];
}

export class UpdateRoleRequest {
  @ApiPropertyOptional({ maxLength: 60 })
  @IfPresent()
  @IsDisplayName(60)
  name?: string;

  @ApiPropertyOptional({ maxLength: 300 })
  @IfPresent()
  @IsString()
  @MaxLength(300)
  description?: string;

  @ApiPropertyOptional({
    enum: BASES,
    enumName: 'RoleBase',
    description: 'The preset that it ranks as from now on, and with it everybody who has it',
  })
  @IfPresent()
  @IsIn(BASES)
  basedOn?: Exclude<Role, 'owner'>;

  @ApiPropertyOptional({ type: [String], enum: PERMISSIONS, enumName: 'MemberPermission' })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(200)
  @IsIn(PERMISSIONS, { each: true })
  permissions?: MemberPermission[];
}

export class AddRolePresetRequest {
  @ApiProperty({ enum: PRESET_KEYS, enumName: 'RolePresetKey' })
  @IsIn(PRESET_KEYS)
  preset!: string;
}

export class RoleResponse {
  @ApiProperty({ description: 'Unique in the organization; never changes' })
  key!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty({ description: 'Comes with the product and cannot be changed' })
  isBuiltIn!: boolean;

  @ApiProperty({ enum: [...ROLES], enumName: 'Role', description: 'The preset that it ranks as' })
  basedOn!: Role;

  @ApiProperty({ type: [String] })
  permissions!: string[];

  @ApiProperty({ type: [String], description: 'Held beyond the preset that it ranks as' })
  added!: string[];

  @ApiProperty({ type: [String], description: 'Not held, of what that preset holds' })
  removed!: string[];

  @ApiProperty({ type: 'integer' })
  memberCount!: number;

  @ApiProperty({ type: [String], description: 'The names of the first five' })
  memberNames!: string[];

  @ApiProperty({ type: 'integer', description: 'Open ones' })
  invitationCount!: number;

  @ApiProperty({ type: 'integer', description: 'Environments that grant to it or withhold from it' })
  environmentCount!: number;

  @ApiProperty({ type: 'integer' })
  serviceAccountCount!: number;
}

export class RoleListResponse {
  @ApiProperty({ type: [RoleResponse], description: 'The presets, strongest first, then the others by name' })
  items!: RoleResponse[];
}

export class RolePresetRoleResponse {
  @ApiProperty()
  key!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty({ enum: [...ROLES], enumName: 'Role' })
  basedOn!: Role;

  @ApiProperty({ type: [String] })
  permissions!: string[];

  @ApiProperty({ description: 'Whether the organization has it' })
  isAdded!: boolean;
}

export class RolePresetResponse {
  @ApiProperty()
  key!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty({
    enum: [...ROLES],
    enumName: 'Role',
    isArray: true,
    description: 'Words of it that every organization has',
  })
  sameAs!: Role[];

  @ApiProperty({ type: [RolePresetRoleResponse] })
  roles!: RolePresetRoleResponse[];
}

export class RolePresetListResponse {
  @ApiProperty({ type: [RolePresetResponse] })
  items!: RolePresetResponse[];
}
