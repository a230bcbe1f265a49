import { ApiProperty } from '@nestjs/swagger';
import { LINE_STATES, type LineState } from '../ledger/change-fact.rules.js';
import { LINE_KINDS, type LineKind, SUBJECT_KINDS, type SubjectKind } from './line.rules.js';

export class LineStopResponse {
  @ApiProperty({ enum: LINE_KINDS, enumName: 'LineKind' })
  kind!: LineKind;

  @ApiProperty()
  id!: string;

  @ApiProperty({ description: 'Short: 9f3c1a2, #41, 1 of 2' })
  label!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty()
  detail!: string;

  @ApiProperty({ enum: LINE_STATES, enumName: 'LineState' })
  state!: LineState;

  @ApiProperty({ description: 'True for the stop that was asked for' })
  current!: boolean;

  @ApiProperty({ description: 'True for a rollback, which bends back from the line' })
  branch!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  at!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  durationMs!: number | null;

  @ApiProperty({ type: String, nullable: true })
  environmentName!: string | null;
}

export class LineResponse {
  @ApiProperty({ enum: SUBJECT_KINDS, enumName: 'SubjectKind' })
  subjectKind!: SubjectKind;

  @ApiProperty()
  subjectId!: string;

  @ApiProperty({ type: [LineStopResponse], description: 'From cause to effect' })
  stops!: LineStopResponse[];
}
