import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery, pageOf } from '@throughline/platform';
import { IsIn, IsOptional } from 'class-validator';
import { APPROVAL_STATES, type ApprovalState } from './approval.machine.js';
import { ApprovalRequestResponse } from './approval-requests.dto.js';
import { EvidenceResponse } from './evidence.dto.js';

export class ListApprovalsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: APPROVAL_STATES, enumName: 'ApprovalState' })
  @IsOptional()
  @IsIn(APPROVAL_STATES)
  state?: ApprovalState;
}

/** A request of a run, with what there is only of those. */
export class ApprovalResponse extends ApprovalRequestResponse {
  @ApiProperty({ format: 'uuid' })
  executionId!: string;

  @ApiProperty({ type: 'integer' })
  executionNumber!: number;

  @ApiProperty()
  pipelineName!: string;

  @ApiProperty()
  nodeKey!: string;

  @ApiProperty({ type: EvidenceResponse })
  evidence!: EvidenceResponse;
}

export const ApprovalPageResponse = pageOf(ApprovalResponse);
