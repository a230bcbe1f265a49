import { ApiProperty } from '@nestjs/swagger';

export class MembershipSummary {
  @ApiProperty({ format: 'uuid' })
  organizationId!: string;

  @ApiProperty()
  slug!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: 'Key of the role' })
  role!: string;
}

export class MeResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  email!: string;

  @ApiProperty()
  fullName!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Path of the picture' })
  avatarUrl!: string | null;

  @ApiProperty({ type: [MembershipSummary] })
  organizations!: MembershipSummary[];

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}
