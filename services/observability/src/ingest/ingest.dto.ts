import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** Documents an entry; the body is checked by a compiled validator, entry by entry (entry-validator.ts). */
export class LogEntryRequest {
  @ApiProperty({ description: 'RFC 3339; at most 7 days back and 5 minutes ahead' })
  timestamp!: string;

  @ApiProperty({ description: 'debug, info, warn, error, fatal or a usual alias (trace, warning, err, critical …)' })
  level!: string;

  @ApiProperty({ description: 'At most 64 KiB' })
  message!: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'At most 16 KiB' })
  meta?: Record<string, unknown>;

  @ApiPropertyOptional({ maxLength: 128 })
  traceId?: string;

  @ApiPropertyOptional({ maxLength: 128 })
  spanId?: string;

  @ApiPropertyOptional({ maxLength: 128 })
  requestId?: string;
}

export class RejectedEntryResponse {
  @ApiProperty({ type: 'integer', description: 'Place in the array that was sent, from 0' })
  index!: number;

  @ApiProperty()
  code!: string;

  @ApiProperty()
  reason!: string;
}

export class IngestResponse {
  @ApiProperty({ type: 'integer', description: 'Entries that are now durably stored' })
  accepted!: number;

  @ApiProperty({ type: [RejectedEntryResponse] })
  rejected!: RejectedEntryResponse[];
}
