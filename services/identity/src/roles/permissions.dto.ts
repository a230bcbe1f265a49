import { ApiProperty } from '@nestjs/swagger';
import { type MemberPermission, PERMISSION_GROUPS, type PermissionGroup, PERMISSIONS } from '@throughline/contracts';

export class PermissionResponse {
  @ApiProperty({ enum: PERMISSIONS, enumName: 'MemberPermission' })
  permission!: MemberPermission;

  @ApiProperty({ enum: [...PERMISSION_GROUPS], enumName: 'PermissionGroup' })
  group!: PermissionGroup;

  @ApiProperty()
  title!: string;

  @ApiProperty({ description: 'May be granted or withheld for single environments' })
  perEnvironment!: boolean;

  @ApiProperty({ description: 'Never held by a person behind an impersonation' })
  neverImpersonated!: boolean;
}

export class PermissionListResponse {
  @ApiProperty({ type: [PermissionResponse], description: 'In the order in which an editor shows them' })
  items!: PermissionResponse[];
}
