import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';

export class ArtifactResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  executionId!: string;

  @ApiProperty()
  nodeKey!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  fileName!: string;

  @ApiProperty({ description: 'sha256: and 64 hex digits' })
  digest!: string;

  @ApiProperty({ type: 'integer' })
  sizeBytes!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export const ArtifactPageResponse = pageOf(ArtifactResponse);
