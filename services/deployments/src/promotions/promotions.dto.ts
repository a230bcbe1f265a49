import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { ReleaseResponse } from '../releases/releases.dto.js';

export class CreatePromotionRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  serviceId!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  fromEnvironmentId!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  toEnvironmentId!: string;
}

export class PreviewPromotionQuery {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  serviceId!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  fromEnvironmentId!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  toEnvironmentId!: string;
}

export class ConfigChangeResponse {
  @ApiProperty()
  name!: string;

  @ApiProperty({ description: 'added, changed or removed' })
  change!: string;
}

export class PromotionPreviewResponse {
  @ApiProperty({ type: ReleaseResponse, nullable: true, description: 'What would be promoted' })
  release!: ReleaseResponse | null;

  @ApiProperty({ type: ReleaseResponse, nullable: true, description: 'What the target runs' })
  currentRelease!: ReleaseResponse | null;

  @ApiProperty({ type: [ConfigChangeResponse], description: 'Against the configuration that the target runs with' })
  configChanges!: ConfigChangeResponse[];

  @ApiProperty({ type: [String], description: 'Sentences; empty when the promotion may go' })
  blockers!: string[];

  @ApiProperty({ type: [String], description: 'Sentences: what a rollback would leave as it is' })
  notUndone!: string[];
}
