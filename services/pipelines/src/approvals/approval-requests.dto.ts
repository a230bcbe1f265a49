import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery, pageOf } from '@throughline/platform';
import { IsBoolean, IsIn, IsString, Length, Matches, MaxLength } from 'class-validator';
import { MayLack } from './may-lack.js';
import { Transform } from 'class-transformer';
import { APPROVAL_STATES, type ApprovalState } from './approval.machine.js';
import { APPROVAL_KINDS, type ApprovalKind } from './approval-rows.js';
import { ApprovalEnvironmentResponse, VoteResponse } from './vote.dto.js';
import { ApprovalRuleResponse } from './approval-rule.dto.js';
import { EvidencePackResponse } from './evidence.dto.js';
import { ChangeFactsResponse } from '../change-requests/change-facts.dto.js';
import { FailureResponse } from './failure.dto.js';
import { VOTE_DECISIONS, type VoteDecision } from './voting.rules.js';

export const INBOX_VIEWS = ['mine', 'asked', 'all'] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];

export class ListApprovalRequestsQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: INBOX_VIEWS,
    enumName: 'InboxView',
    default: 'all',
    description: '`mine`: what the caller can decide now and has not voted on; `asked`: what the caller asks for',
  })
  @MayLack()
  @IsIn(INBOX_VIEWS)
  view: InboxView = 'all';

  @ApiPropertyOptional({ enum: APPROVAL_KINDS, enumName: 'ApprovalKind' })
  @MayLack()
  @IsIn(APPROVAL_KINDS)
  kind?: ApprovalKind;

  @ApiPropertyOptional({ enum: APPROVAL_STATES, enumName: 'ApprovalState' })
  @MayLack()
  @IsIn(APPROVAL_STATES)
  state?: ApprovalState;

  @ApiPropertyOptional({ type: Boolean, description: 'Whether it can still be decided' })
  @MayLack()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  open?: boolean;
}

/** A text that is not blank. */
const WORDS = /\S/;

export class ApprovalTextRequest {
  @ApiProperty({ minLength: 1, maxLength: 4000 })
  @IsString()
  @Length(1, 4000)
  @Matches(WORDS, { message: 'text must not be blank' })
  text!: string;
}

export class RequestChangesRequest {
  @ApiProperty({ minLength: 1, maxLength: 4000, description: 'What has to be different' })
  @IsString()
  @Length(1, 4000)
  @Matches(WORDS, { message: 'comment must not be blank' })
  comment!: string;

  @ApiProperty({ description: 'The digest of the evidence that the caller has seen', maxLength: 100 })
  @IsString()
  @MaxLength(100)
  evidenceDigest!: string;
}

export class WithdrawApprovalRequest {
  @ApiPropertyOptional({ maxLength: 2000 })
  @MayLack()
  @IsString()
  @MaxLength(2000)
  comment?: string;
}

export class ApprovalRunResponse {
  @ApiProperty({ format: 'uuid' })
  executionId!: string;

  @ApiProperty({ type: 'integer' })
  number!: number;

  @ApiProperty()
  pipelineName!: string;

  @ApiProperty()
  nodeKey!: string;
}

export class SupersederResponse {
  @ApiProperty({ format: 'uuid' })
  approvalId!: string;

  @ApiProperty({ format: 'uuid' })
  executionId!: string;

  @ApiProperty({ type: 'integer' })
  number!: number;
}

export class ApprovalRequestResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: APPROVAL_KINDS, enumName: 'ApprovalKind' })
  kind!: ApprovalKind;

  @ApiProperty()
  title!: string;

  @ApiProperty({ description: 'What happens when it is approved' })
  effect!: string;

  @ApiProperty({ enum: APPROVAL_STATES, enumName: 'ApprovalState' })
  state!: ApprovalState;

  @ApiProperty({ type: 'integer' })
  requiredVotes!: number;

  @ApiProperty({ type: ApprovalRuleResponse })
  rule!: ApprovalRuleResponse;

  @ApiProperty({ type: [VoteResponse] })
  votes!: VoteResponse[];

  @ApiProperty({ type: ApprovalRunResponse, nullable: true, description: 'The node that waits; null without a run' })
  run!: ApprovalRunResponse | null;

  @ApiProperty({ type: ChangeFactsResponse, nullable: true })
  change!: ChangeFactsResponse | null;

  @ApiProperty({ type: FailureResponse, nullable: true, description: 'What has failed; then one answer decides' })
  failure!: FailureResponse | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'What another service asks about' })
  subjectId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  requestedById!: string | null;

  @ApiProperty({ type: String, nullable: true })
  requestedByName!: string | null;

  @ApiProperty({ type: EvidencePackResponse })
  pack!: EvidencePackResponse;

  @ApiProperty({
    type: [ApprovalEnvironmentResponse],
    description: 'Where something is deployed once it is approved; a voter needs the permission in each',
  })
  environments!: ApprovalEnvironmentResponse[];

  @ApiProperty({ description: 'Whether the caller may vote now' })
  canVote!: boolean;

  @ApiProperty({ type: String, nullable: true })
  cannotVoteReason!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Whose place the caller’s vote would take; null for their own',
  })
  votesFor!: string | null;

  @ApiProperty({
    enum: VOTE_DECISIONS,
    enumName: 'VoteDecision',
    nullable: true,
    description: 'The caller’s vote, where it counts',
  })
  myVote!: VoteDecision | null;

  @ApiProperty({ description: 'Whether the caller has voted and may vote differently' })
  canChangeVote!: boolean;

  @ApiProperty()
  canRequestChanges!: boolean;

  @ApiProperty()
  canAnswer!: boolean;

  @ApiProperty()
  canWithdraw!: boolean;

  @ApiProperty({
    type: SupersederResponse,
    nullable: true,
    description: 'The newer request that asks the same question',
  })
  supersededBy!: SupersederResponse | null;

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

export const ApprovalRequestPageResponse = pageOf(ApprovalRequestResponse);

export class ApprovalCountResponse {
  @ApiProperty({ type: 'integer', description: 'What the caller can decide now; counted up to 100' })
  mine!: number;

  @ApiProperty({ type: 'integer', description: 'What can still be decided; counted up to 100' })
  open!: number;
}
