import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery, pageOf } from '@throughline/platform';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { NODE_KINDS, type NodeKind } from '../definitions/node-kinds.rules.js';
import { CommitResponse } from '../executions/commit.dto.js';
import { NODE_STATUSES, type NodeStatus } from '../engine/node.machine.js';
import { APPROVAL_STATES, type ApprovalState } from './approval.machine.js';

export const VOTE_DECISIONS = ['approve', 'reject'] as const;
export type VoteDecision = (typeof VOTE_DECISIONS)[number];

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

export class ListApprovalsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: APPROVAL_STATES, enumName: 'ApprovalState' })
  @IsOptional()
  @IsIn(APPROVAL_STATES)
  state?: ApprovalState;
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
}

export class ApprovalEnvironmentResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;
}

export class EvidenceNodeResponse {
  @ApiProperty()
  key!: string;

  @ApiProperty({ enum: NODE_KINDS, enumName: 'NodeKind' })
  kind!: NodeKind;

  @ApiProperty({ enum: NODE_STATUSES, enumName: 'NodeStatus' })
  status!: NodeStatus;

  @ApiProperty({ type: 'integer', nullable: true })
  durationMs!: number | null;
}

export class EvidenceResponse {
  @ApiProperty()
  digest!: string;

  @ApiProperty({ type: String, nullable: true })
  artifactDigest!: string | null;

  @ApiProperty({ type: String, nullable: true })
  artifactName!: string | null;

  @ApiProperty({ type: CommitResponse })
  commit!: CommitResponse;

  @ApiProperty({ type: [EvidenceNodeResponse] })
  nodes!: EvidenceNodeResponse[];
}

export class ApprovalResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  executionId!: string;

  @ApiProperty({ type: 'integer' })
  executionNumber!: number;

  @ApiProperty()
  pipelineName!: string;

  @ApiProperty()
  nodeKey!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ description: 'What happens when it is approved' })
  effect!: string;

  @ApiProperty({ enum: APPROVAL_STATES, enumName: 'ApprovalState' })
  state!: ApprovalState;

  @ApiProperty({ type: 'integer' })
  requiredVotes!: number;

  @ApiProperty({ type: [VoteResponse] })
  votes!: VoteResponse[];

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  requestedById!: string | null;

  @ApiProperty({ type: String, nullable: true })
  requestedByName!: string | null;

  @ApiProperty({ type: EvidenceResponse })
  evidence!: EvidenceResponse;

  @ApiProperty({
    type: [ApprovalEnvironmentResponse],
    description: 'Where something is deployed once it is approved; a voter needs the permission in each',
  })
  environments!: ApprovalEnvironmentResponse[];

  @ApiProperty({ description: 'Whether the caller may vote now' })
  canVote!: boolean;

  @ApiProperty({ type: String, nullable: true })
  cannotVoteReason!: string | null;

  @ApiProperty({ format: 'date-time' })
  requestedAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it ends without a decision; null where it waits as long as it takes',
  })
  expiresAt!: string | null;
}

export const ApprovalPageResponse = pageOf(ApprovalResponse);
