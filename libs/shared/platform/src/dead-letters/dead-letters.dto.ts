import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDateString, IsIn, IsOptional, IsString, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { PageQuery, pageOf } from '../http/page.dto.js';
import { DEAD_LETTER_STATES, type DeadLetterState } from './dead-letter.machine.js';

const REASONS = ['permanent', 'exhausted', 'quarantined', 'unknown_outcome', 'no_handler'] as const;
type Reason = (typeof REASONS)[number];

export class DeadLetterQuery extends PageQuery {
  @ApiPropertyOptional({ enum: DEAD_LETTER_STATES, description: 'Those of one state' })
  @IsOptional()
  @IsIn(DEAD_LETTER_STATES)
  state?: DeadLetterState;

  @ApiPropertyOptional({ description: 'Those of one event type' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  type?: string;

  @ApiPropertyOptional({ enum: REASONS, description: 'Those of one reason' })
  @IsOptional()
  @IsIn(REASONS)
  reason?: Reason;
}

export class ReplayDeadLettersRequest {
  @ApiPropertyOptional({ description: 'Only those of one event type' })
  @ValidateIf((_, value) => value !== undefined)
  @IsString()
  @MaxLength(100)
  type?: string;

  @ApiPropertyOptional({ enum: REASONS, description: 'Only those of one reason' })
  @ValidateIf((_, value) => value !== undefined)
  @IsIn(REASONS)
  reason?: Reason;

  @ApiPropertyOptional({ format: 'date-time', description: 'Only those that were given up before this time' })
  @ValidateIf((_, value) => value !== undefined)
  @IsDateString()
  diedBefore?: string;
}

export class DiscardDeadLetterRequest {
  @ApiProperty({ minLength: 3, maxLength: 500, description: 'Why the event need not be applied; kept with it' })
  @IsString()
  @MinLength(3)
  @MaxLength(500)
  reason!: string;
}

export class DeadLetterResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'The service that could not apply it' }) service!: string;
  @ApiProperty({ format: 'uuid' }) eventId!: string;
  @ApiProperty() type!: string;
  @ApiProperty({ description: 'The service that published it; empty for events of older releases' }) source!: string;
  @ApiProperty({ enum: DEAD_LETTER_STATES }) state!: DeadLetterState;
  @ApiProperty({ enum: REASONS }) reason!: Reason;
  @ApiProperty() error!: string;
  @ApiProperty({ type: String, nullable: true }) code!: string | null;
  @ApiProperty({ type: 'integer', description: 'How often its handler was started' }) starts!: number;
  @ApiProperty({ type: 'integer' }) replays!: number;
  @ApiProperty({ format: 'date-time' }) diedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) resolvedAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) resolvedByName!: string | null;
  @ApiProperty({ type: String, nullable: true }) discardReason!: string | null;
}

export class DeadLetterStart {
  @ApiProperty({ format: 'date-time' }) startedAt!: string;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'null: the process died or was blocked',
  })
  endedAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) error!: string | null;
}

export class DeadLetterDetailResponse extends DeadLetterResponse {
  @ApiProperty({ type: String, nullable: true }) traceId!: string | null;
  @ApiProperty({ description: 'Release of the service that gave up' }) consumerVersion!: string;
  @ApiProperty() aggregateId!: string;
  @ApiProperty({ type: 'integer' }) aggregateVersion!: number;
  @ApiProperty({ format: 'date-time' }) occurredAt!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The payload, secrets masked' })
  data!: Record<string, unknown>;
  @ApiProperty({ type: [DeadLetterStart] }) attempts!: DeadLetterStart[];
}

export class ReplayedDeadLettersResponse {
  @ApiProperty({ type: 'integer', description: 'How many are being replayed now, 500 at most' }) count!: number;
  @ApiProperty({ description: 'Whether more of them are left; ask again' }) hasMore!: boolean;
}

export const DeadLetterPage = pageOf(DeadLetterResponse);
