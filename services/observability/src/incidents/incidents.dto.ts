import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { pageOf, PageQuery } from '@throughline/platform';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { FiringResponse } from '../alerts/firings.dto.js';
import { SEVERITIES, type Severity } from '../alerts/severity.js';
import { TIMELINE_KINDS, type TimelineKind } from './incident-timeline.js';
import { INCIDENT_STATES, type IncidentState } from './incident.machine.js';

const WORDS: Record<string, boolean> = { true: true, false: false };
/** Only the two words are booleans; anything else is left for the validator to refuse. */
const asBoolean = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? (WORDS[value] ?? value) : value;

export class ListIncidentsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: INCIDENT_STATES, enumName: 'IncidentState' })
  @IsOptional()
  @IsIn(INCIDENT_STATES)
  state?: IncidentState;

  @ApiPropertyOptional({ type: Boolean, description: 'True: all but the resolved ones' })
  @IsOptional()
  @Transform(asBoolean)
  @IsBoolean()
  unresolved?: boolean;
}

export class AddNoteRequest {
  @ApiProperty({ maxLength: 10_000 })
  @IsString()
  @Matches(/\S/, { message: 'text must not be blank' })
  @MaxLength(10_000)
  text!: string;
}

export class CommitResponse {
  @ApiProperty()
  sha!: string;

  @ApiProperty()
  branch!: string;

  @ApiProperty()
  message!: string;

  @ApiProperty()
  authorName!: string;

  @ApiProperty()
  authorEmail!: string;

  @ApiProperty({ format: 'date-time' })
  authoredAt!: string;
}

export class SuspectResponse {
  @ApiProperty({ type: 'integer', description: '1 is the likeliest' })
  rank!: number;

  @ApiProperty({ format: 'uuid' })
  changeId!: string;

  @ApiProperty({ description: 'deployment or config' })
  kind!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ minimum: 0, maximum: 1 })
  score!: number;

  @ApiProperty({ type: [String] })
  reasons!: string[];

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  deploymentId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  executionId!: string | null;

  @ApiProperty({ type: CommitResponse, nullable: true })
  commit!: CommitResponse | null;

  @ApiProperty({ format: 'date-time', description: 'When it took effect' })
  at!: string;
}

export class TimelineEntryResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: TIMELINE_KINDS, enumName: 'TimelineKind' })
  kind!: TimelineKind;

  @ApiProperty({ description: 'False for what a person did or wrote' })
  automatic!: boolean;

  @ApiProperty()
  text!: string;

  @ApiProperty({ type: String, nullable: true })
  actorName!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  deploymentId!: string | null;

  @ApiProperty({ format: 'date-time' })
  at!: string;
}

export class IncidentSummaryResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer' })
  number!: number;

  @ApiProperty()
  title!: string;

  @ApiProperty({ enum: SEVERITIES, enumName: 'Severity' })
  severity!: Severity;

  @ApiProperty({ enum: INCIDENT_STATES, enumName: 'IncidentState' })
  state!: IncidentState;

  @ApiProperty({ format: 'uuid' })
  serviceId!: string;

  @ApiProperty()
  serviceName!: string;

  @ApiProperty({ format: 'uuid' })
  environmentId!: string;

  @ApiProperty()
  environmentName!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The first suspect' })
  deploymentId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  assigneeName!: string | null;

  @ApiProperty({ format: 'date-time' })
  openedAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  mitigatedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  resolvedAt!: string | null;
}

export class IncidentSummaryPageResponse extends pageOf(IncidentSummaryResponse) {}

export class IncidentResponse {
  @ApiProperty({ type: IncidentSummaryResponse })
  incident!: IncidentSummaryResponse;

  @ApiProperty({ type: FiringResponse, nullable: true })
  firing!: FiringResponse | null;

  @ApiProperty({ type: 'integer', description: 'Errors in the 15 minutes before the first one that counted' })
  errorsBefore!: number;

  @ApiProperty({ type: 'integer', description: 'Errors from then until the mitigation, at most an hour' })
  errorsAfter!: number;

  @ApiProperty({ type: [SuspectResponse] })
  suspects!: SuspectResponse[];

  @ApiProperty({ type: [TimelineEntryResponse], description: 'Oldest first' })
  timeline!: TimelineEntryResponse[];
}
