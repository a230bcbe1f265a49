import { ApiProperty } from '@nestjs/swagger';
import { type MemberPermission, PERMISSIONS } from '@throughline/contracts';
import { CAPABILITY_REASONS, type CapabilityReason } from './capability.js';

export class GrantersResponse {
  @ApiProperty({ type: [String], description: 'Names of the roles that can grant it' })
  roles!: string[];

  @ApiProperty({ type: [String], description: 'Names of people who can grant it; the first five' })
  people!: string[];
}

export class CapabilityResponse {
  @ApiProperty({ enum: PERMISSIONS, enumName: 'MemberPermission' })
  permission!: MemberPermission;

  @ApiProperty({ description: 'For a permission that is granted per environment: in at least one' })
  allowed!: boolean;

  @ApiProperty({
    type: String,
    enum: [...CAPABILITY_REASONS],
    nullable: true,
    description: 'Why not; null when allowed',
  })
  reason!: CapabilityReason | null;

  @ApiProperty({ type: GrantersResponse })
  grantedBy!: GrantersResponse;
}

export class EnvironmentCapabilityResponse {
  @ApiProperty({ format: 'uuid' })
  environmentId!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: [String], description: 'May be done there although the role does not say so' })
  allowed!: string[];

  @ApiProperty({ type: [String], description: 'May not be done there although the role says so' })
  denied!: string[];
}

export class CapabilitiesResponse {
  @ApiProperty({ description: 'Key of the caller’s role' })
  role!: string;

  @ApiProperty({ type: [String], description: 'What the role holds, apart from any environment' })
  permissions!: string[];

  @ApiProperty({ type: [CapabilityResponse], description: 'Every permission of the catalogue' })
  items!: CapabilityResponse[];

  @ApiProperty({ type: [EnvironmentCapabilityResponse], description: 'Only environments that differ from the role' })
  environments!: EnvironmentCapabilityResponse[];
}
