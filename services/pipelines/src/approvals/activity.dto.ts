import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { ACTIVITY_KINDS, type ActivityKind } from './note-activity.js';

export class ActivityResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: ACTIVITY_KINDS, enumName: 'ApprovalActivityKind' })
  kind!: ActivityKind;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  actorId!: string | null;

  @ApiProperty()
  actorName!: string;

  @ApiProperty({ type: String, nullable: true })
  text!: string | null;

  @ApiProperty({ format: 'date-time' })
  at!: string;
}

export const ActivityPageResponse = pageOf(ActivityResponse);
