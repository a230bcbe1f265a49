import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery, pageOf } from '@throughline/platform';
import { IsOptional, IsUUID } from 'class-validator';

export class ListReleasesQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  serviceId?: string;
}

export class CommitResponse {
  @ApiProperty()
  sha!: string;

  @ApiProperty()
  branch!: string;

  @ApiProperty()
  message!: string;

  @ApiProperty()
  authorName!: string;

  @ApiProperty()
  authorEmail!: string;

  @ApiProperty({ format: 'date-time' })
  authoredAt!: string;
}

export class ReleaseResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  serviceId!: string;

  @ApiProperty()
  version!: string;

  @ApiProperty()
  artifactDigest!: string;

  @ApiProperty({ type: 'integer' })
  artifactSizeBytes!: number;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  executionId!: string | null;

  @ApiProperty({ type: CommitResponse })
  commit!: CommitResponse;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class ReleasePageResponse extends pageOf(ReleaseResponse) {}
