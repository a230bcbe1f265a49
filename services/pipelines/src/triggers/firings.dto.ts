import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import type { ExecutionStatus } from '../engine/execution.machine.js';
import { FIRING_STATES, type FiringState } from './firing.machine.js';

export class ScheduleFiringResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  scheduleId!: string;

  @ApiProperty({ format: 'date-time', description: 'The time of the schedule, or when somebody asked' })
  fireAt!: string;

  @ApiProperty({ description: 'Somebody asked for it' })
  byHand!: boolean;

  @ApiProperty()
  branch!: string;

  @ApiProperty({ description: 'On whose behalf' })
  actorName!: string;

  @ApiProperty({ enum: FIRING_STATES, enumName: 'ScheduleFiringState' })
  state!: FiringState;

  @ApiProperty({ type: String, nullable: true, description: 'Why nothing was started' })
  reason!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  executionId!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  executionNumber!: number | null;

  @ApiProperty({
    oneOf: [{ $ref: '#/components/schemas/ExecutionStatus' }, { type: 'null' }],
    description: 'Where its execution is now',
  })
  executionStatus!: ExecutionStatus | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endedAt!: string | null;
}

export const ScheduleFiringPageResponse = pageOf(ScheduleFiringResponse);
