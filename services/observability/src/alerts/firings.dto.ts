import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { pageOf, PageQuery } from '@throughline/platform';
import { IsOptional, IsUUID } from 'class-validator';

export const FIRING_STATES = ['pending', 'firing', 'resolved'] as const;
export type FiringState = (typeof FIRING_STATES)[number];

export class ListFiringsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  alertRuleId?: string;
}

export class FiringResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  ruleId!: string;

  @ApiProperty()
  ruleName!: string;

  @ApiProperty({ enum: FIRING_STATES, enumName: 'FiringState' })
  state!: FiringState;

  @ApiProperty({ description: 'The highest value so far' })
  value!: number;

  @ApiProperty()
  threshold!: number;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  incidentId!: string | null;

  @ApiProperty({ format: 'date-time' })
  startedAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  firedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  resolvedAt!: string | null;
}

export class FiringPageResponse extends pageOf(FiringResponse) {}
