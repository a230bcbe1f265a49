import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { EVIDENCE_KINDS, EVIDENCE_STATUSES, type EvidenceKind, type EvidenceStatus } from './reports/report.rules.js';

export class RecorderResponse {
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  userId!: string | null;

  @ApiProperty()
  name!: string;
}

export class EvidenceItemResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  executionId!: string;

  @ApiProperty({ type: String, nullable: true, description: 'the node that published it; null when it was posted' })
  nodeKey!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  artifactId!: string | null;

  @ApiProperty({ enum: EVIDENCE_KINDS })
  kind!: EvidenceKind;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: EVIDENCE_STATUSES })
  status!: EvidenceStatus;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'counts, by the kind; of a scan those of findings that are not waived, and `…Waived` beside them',
  })
  summary!: object;

  @ApiProperty({ type: String, nullable: true, description: 'why a report could not be read' })
  problem!: string | null;

  @ApiProperty({ type: String, nullable: true })
  tool!: string | null;

  @ApiProperty({ type: String, nullable: true })
  url!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'sha256: and 64 hex digits, of the report itself' })
  sourceDigest!: string | null;

  @ApiProperty({ type: RecorderResponse })
  recordedBy!: RecorderResponse;

  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
}

export class EvidenceDetailResponse extends EvidenceItemResponse {
  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description:
      'failed tests, files that are covered least, findings (with `waived`), packages: as many as a screen can show',
  })
  items!: object[];
}

export const EvidenceItemPageResponse = pageOf(EvidenceItemResponse);

export class EvidenceProblemResponse {
  @ApiProperty({ type: 'integer', description: 'which of the items, from 0' })
  index!: number;

  @ApiProperty({ description: 'the field of the item, as JSON pointer' })
  pointer!: string;

  @ApiProperty()
  message!: string;
}

export class RecordedStepsResponse {
  @ApiProperty({ type: 'integer' })
  recorded!: number;

  @ApiProperty({ type: [EvidenceItemResponse] })
  data!: EvidenceItemResponse[];

  @ApiProperty({ type: [EvidenceProblemResponse] })
  errors!: EvidenceProblemResponse[];
}
