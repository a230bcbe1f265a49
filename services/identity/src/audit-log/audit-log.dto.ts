import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';

export class AuditEntryResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  action!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  actorId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  actorName!: string | null;

  @ApiProperty()
  resourceKind!: string;

  @ApiProperty()
  resourceId!: string;

  @ApiProperty({ type: String, nullable: true })
  resourceName!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  before!: Record<string, unknown> | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  after!: Record<string, unknown> | null;

  @ApiProperty({ format: 'date-time' })
  occurredAt!: string;
}

export const AuditEntryPage = pageOf(AuditEntryResponse);
