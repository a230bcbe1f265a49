import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';

export class PlatformEntryResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer' })
  sequence!: number;

  @ApiProperty()
  action!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  actorId!: string | null;

  @ApiProperty()
  actorName!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  organizationId!: string | null;

  @ApiProperty()
  subjectKind!: string;

  @ApiProperty()
  subjectId!: string;

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  details!: Record<string, unknown> | null;

  @ApiProperty({ format: 'date-time' })
  occurredAt!: string;
}

export const PlatformEntryPage = pageOf(PlatformEntryResponse);

export class VerificationResponse {
  @ApiProperty()
  isIntact!: boolean;

  @ApiProperty({ type: 'integer', description: 'Entries that are as they were written' })
  entries!: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The first number that is missing or was changed' })
  brokenAt!: number | null;
}
