import { ApiProperty } from '@nestjs/swagger';
import { NODE_KINDS, type NodeKind } from '../definitions/node-kinds.rules.js';
import { NODE_STATUSES, type NodeStatus } from '../engine/node.machine.js';
import { CommitResponse } from '../executions/commit.dto.js';

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

export class EvidenceArtifactResponse {
  @ApiProperty()
  name!: string;

  @ApiProperty()
  digest!: string;

  @ApiProperty({ description: 'The node that published it' })
  nodeKey!: string;
}

export class EvidenceDefinitionResponse {
  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty()
  digest!: string;
}

export class EvidenceFactResponse {
  @ApiProperty()
  term!: string;

  @ApiProperty()
  value!: string;
}

export class EvidencePackResponse {
  @ApiProperty({ description: 'Of everything below; a vote names it' })
  digest!: string;

  @ApiProperty({ type: CommitResponse, nullable: true })
  commit!: CommitResponse | null;

  @ApiProperty({ type: EvidenceDefinitionResponse, nullable: true, description: 'The version of the pipeline file' })
  definition!: EvidenceDefinitionResponse | null;

  @ApiProperty({ type: [EvidenceArtifactResponse] })
  artifacts!: EvidenceArtifactResponse[];

  @ApiProperty({ type: [EvidenceNodeResponse], description: 'The nodes before it' })
  nodes!: EvidenceNodeResponse[];

  @ApiProperty({ type: [EvidenceFactResponse], description: 'What whoever asks has submitted' })
  facts!: EvidenceFactResponse[];
}
