import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min, ValidateIf } from 'class-validator';

/** Ten years: longer than anybody has to keep what is kept for a while. */
export const MAX_DAYS = 3_650;
const isSet = (_: unknown, value: unknown): boolean => value !== null;
const days = { type: 'integer', minimum: 1, maximum: MAX_DAYS } as const;

export class SetRetentionRequest {
  @ApiProperty({ ...days, nullable: true, description: 'Days after the end of an execution; null keeps for ever' })
  @ValidateIf(isSet)
  @IsInt()
  @Min(1)
  @Max(MAX_DAYS)
  artifactDays!: number | null;

  @ApiProperty({ ...days, nullable: true, description: 'Days after the end of an execution; null keeps for ever' })
  @ValidateIf(isSet)
  @IsInt()
  @Min(1)
  @Max(MAX_DAYS)
  logDays!: number | null;
}

export class RetentionResponse {
  @ApiProperty({ ...days, nullable: true, description: 'Days after the end of an execution; null keeps for ever' })
  artifactDays!: number | null;

  @ApiProperty({ ...days, nullable: true, description: 'Days after the end of an execution; null keeps for ever' })
  logDays!: number | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null where nobody has set it' })
  updatedAt!: string | null;
}

export class PreviewRetentionQuery {
  @ApiPropertyOptional({ ...days, description: 'Left out: artifacts are kept for ever' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_DAYS)
  artifactDays?: number;

  @ApiPropertyOptional({ ...days, description: 'Left out: logs are kept for ever' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_DAYS)
  logDays?: number;
}

/** What would be removed now. */
export class RetentionPreviewResponse {
  @ApiProperty({ type: 'integer' })
  artifacts!: number;

  @ApiProperty({ type: 'integer', description: 'Of content that no other artifact names' })
  artifactBytes!: number;

  @ApiProperty({
    type: 'integer',
    description: 'Artifacts as old that stay: deployed, or an open approval is about them',
  })
  heldArtifacts!: number;

  @ApiProperty({ type: 'integer', description: 'Nodes whose logs would go' })
  logs!: number;

  @ApiProperty({ type: 'integer' })
  logBytes!: number;
}
