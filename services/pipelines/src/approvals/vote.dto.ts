import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { VOTE_DECISIONS, type VoteDecision } from './voting.rules.js';

export class CastVoteRequest {
  @ApiProperty({ enum: VOTE_DECISIONS, enumName: 'VoteDecision' })
  @IsIn(VOTE_DECISIONS)
  decision!: VoteDecision;

  @ApiProperty({ description: 'The digest of the evidence that the voter has seen', maxLength: 100 })
  @IsString()
  @MaxLength(100)
  evidenceDigest!: string;

  @ApiPropertyOptional({ maxLength: 2000 })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  comment?: string;
}

export class VoteResponse {
  @ApiProperty({ format: 'uuid' })
  userId!: string;

  @ApiProperty()
  userName!: string;

  @ApiProperty({ enum: VOTE_DECISIONS, enumName: 'VoteDecision' })
  decision!: VoteDecision;

  @ApiProperty({ type: String, nullable: true })
  comment!: string | null;

  @ApiProperty({ format: 'date-time' })
  votedAt!: string;

  @ApiProperty({ description: 'False for a vote on evidence that has changed since' })
  counts!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'The evidence pack that it was cast on' })
  evidenceDigest!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Who delegated this place to the voter' })
  onBehalfOfName!: string | null;
}

export class ApprovalEnvironmentResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;
}
