import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { IsString, IsUUID, Length } from 'class-validator';

export class StartImpersonationRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  userId!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  orgId!: string;

  @ApiProperty({ minLength: 10, maxLength: 500, description: 'Shown to the organization' })
  @IsString()
  @Length(10, 500)
  reason!: string;
}

export class ImpersonationResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  organizationId!: string;

  @ApiProperty({ format: 'uuid' })
  actorId!: string;

  @ApiProperty({ description: 'The platform admin' })
  actorName!: string;

  @ApiProperty({ format: 'uuid' })
  userId!: string;

  @ApiProperty({ description: 'The member as whom they act' })
  userName!: string;

  @ApiProperty()
  reason!: string;

  @ApiProperty({ format: 'date-time' })
  startedAt!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null while it runs' })
  endedAt!: string | null;

  @ApiProperty({ enum: ['running', 'stopped', 'replaced', 'expired'], enumName: 'ImpersonationState' })
  state!: 'running' | 'stopped' | 'replaced' | 'expired';
}

export class StartedImpersonationResponse {
  @ApiProperty({ description: 'For the Authorization header, instead of one’s own; it cannot be renewed' })
  accessToken!: string;

  @ApiProperty({ description: 'The address of the organization, the only one it is good for' })
  orgSlug!: string;

  @ApiProperty({ type: ImpersonationResponse })
  impersonation!: ImpersonationResponse;
}

export const ImpersonationPage = pageOf(ImpersonationResponse);
