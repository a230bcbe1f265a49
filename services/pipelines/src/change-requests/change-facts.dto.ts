import { ApiProperty } from '@nestjs/swagger';
import { PRIORITIES, type Priority } from './sla.rules.js';

export class ChangeFactsResponse {
  @ApiProperty({ type: 'integer' })
  number!: number;

  @ApiProperty()
  type!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty({ enum: PRIORITIES, enumName: 'ChangePriority' })
  priority!: Priority;

  @ApiProperty({ format: 'date-time', description: 'When it should be decided' })
  dueAt!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Since when the clock stands, because changes are requested',
  })
  pausedAt!: string | null;

  @ApiProperty({ description: 'Whether it was not decided in time' })
  isBreached!: boolean;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  assigneeId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  assigneeName!: string | null;
}
