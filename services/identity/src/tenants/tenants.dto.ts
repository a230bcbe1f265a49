import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ORG_STATUSES, type OrgStatus } from '@throughline/contracts';
import { pageOf, PageQuery } from '@throughline/platform';
import { IsIn, IsRFC3339, IsString, Length, MaxLength } from 'class-validator';
import { IfPresent } from '../text/if-present.js';

const STATUS = { enum: [...ORG_STATUSES], enumName: 'OrganizationStatus' };

export class TenantsQuery extends PageQuery {
  @ApiPropertyOptional({ maxLength: 100, description: 'Part of a name or address' })
  @IfPresent()
  @IsString()
  @MaxLength(100)
  q?: string;

  @ApiPropertyOptional(STATUS)
  @IfPresent()
  @IsIn(ORG_STATUSES)
  status?: OrgStatus;
}

export class SuspendOrganizationRequest {
  @ApiProperty({ minLength: 3, maxLength: 500, description: 'Shown to the organization' })
  @IsString()
  @Length(3, 500)
  reason!: string;
}

export class ScheduleDeletionRequest extends SuspendOrganizationRequest {
  @ApiPropertyOptional({ format: 'date-time', description: '7 days to a year ahead; 7 days when absent' })
  @IfPresent()
  @IsString()
  @MaxLength(40)
  @IsRFC3339()
  dueAt?: string;
}

export class DeleteOrganizationRequest {
  @ApiProperty({ maxLength: 63, description: 'The address of the organization, to confirm' })
  @IsString()
  @MaxLength(63)
  confirmSlug!: string;

  @ApiPropertyOptional({ maxLength: 500 })
  @IfPresent()
  @IsString()
  @MaxLength(500)
  reason?: string;

  @ApiPropertyOptional({ format: 'date-time', description: '7 days to a year ahead; 7 days when absent' })
  @IfPresent()
  @IsString()
  @MaxLength(40)
  @IsRFC3339()
  dueAt?: string;
}

export class StandingResponse {
  @ApiProperty(STATUS)
  status!: OrgStatus;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  suspendedAt!: string | null;

  @ApiProperty({ type: String, nullable: true })
  suspendedBy!: string | null;

  @ApiProperty({ type: String, nullable: true })
  suspensionReason!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  deletionDueAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  deletionRequestedAt!: string | null;

  @ApiProperty({ type: String, nullable: true })
  deletionRequestedBy!: string | null;

  @ApiProperty({ type: String, nullable: true })
  deletionReason!: string | null;

  @ApiProperty({ description: 'An owner scheduled it and an owner can take it back' })
  isDeletionByOwner!: boolean;
}

export class TenantResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  slug!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty(STATUS)
  status!: OrgStatus;

  @ApiProperty({ type: String, nullable: true })
  planKey!: string | null;

  @ApiProperty({ type: 'integer' })
  members!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastActivityAt!: string | null;
}

export const TenantPage = pageOf(TenantResponse);

export class TenantMemberResponse {
  @ApiProperty({ format: 'uuid' })
  userId!: string;

  @ApiProperty()
  email!: string;

  @ApiProperty()
  fullName!: string;

  @ApiProperty()
  role!: string;

  @ApiProperty({ description: 'A platform admin cannot be impersonated' })
  isPlatformAdmin!: boolean;

  @ApiProperty({ description: 'Signs in nowhere until a platform admin enables the account again' })
  isDisabled!: boolean;
}

export class TenantDetailResponse extends TenantResponse {
  @ApiProperty({ type: StandingResponse })
  standing!: StandingResponse;

  @ApiProperty({ type: [TenantMemberResponse], description: 'The first 500 by name' })
  people!: TenantMemberResponse[];
}

export class PurgedOrganizationResponse {
  @ApiProperty({ format: 'uuid' })
  organizationId!: string;

  @ApiProperty()
  requestedBy!: string;

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;

  @ApiProperty({ format: 'date-time' })
  startedAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null while services still delete' })
  purgedAt!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, description: 'Deleted rows by service' })
  rows!: Record<string, number>;
}
