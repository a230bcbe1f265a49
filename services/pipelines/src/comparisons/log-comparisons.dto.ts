import { ApiProperty } from '@nestjs/swagger';
import type { LogRow } from './compared-logs.js';

export class ComparedLogResponse {
  @ApiProperty({ format: 'uuid' })
  executionId!: string;

  @ApiProperty({ type: 'integer', description: 'How many the log has.' })
  lines!: number;

  @ApiProperty({ type: 'integer', description: 'How many of them, from the first, are compared.' })
  compared!: number;

  @ApiProperty({ description: 'The log has more lines than are compared.' })
  isCut!: boolean;

  @ApiProperty({ description: 'The node has ended, and its log with it.' })
  isComplete!: boolean;
}

/** Lines that stand beside each other; without terminal escapes, and cut after 2000 characters. */
export class ComparedLogRowResponse implements LogRow {
  @ApiProperty({ description: 'Both say the same, whatever the times in them.' })
  isSame!: boolean;

  @ApiProperty({ type: 'integer', nullable: true })
  left!: number | null;

  @ApiProperty({ type: String, nullable: true })
  leftText!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  right!: number | null;

  @ApiProperty({ type: String, nullable: true })
  rightText!: string | null;
}

export class LogComparisonResponse {
  @ApiProperty()
  nodeKey!: string;

  @ApiProperty({ type: ComparedLogResponse })
  left!: ComparedLogResponse;

  @ApiProperty({ type: ComparedLogResponse })
  right!: ComparedLogResponse;

  @ApiProperty({ type: [ComparedLogRowResponse] })
  rows!: ComparedLogRowResponse[];
}
