import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { IsBoolean, IsString, MaxLength } from 'class-validator';
import { IsDisplayName } from '../text/display-name.js';
import { IfPresent } from '../text/if-present.js';

export class CreateProjectRequest {
  @ApiProperty({ maxLength: 100 })
  @IsDisplayName()
  name!: string;

  @ApiPropertyOptional({ maxLength: 63, description: 'Made from the name when absent' })
  @IfPresent()
  @IsString()
  @MaxLength(63)
  slug?: string;

  @ApiPropertyOptional({ maxLength: 2_000 })
  @IfPresent()
  @IsString()
  @MaxLength(2_000)
  description?: string;
}

export class UpdateProjectRequest {
  @ApiPropertyOptional({ maxLength: 100 })
  @IfPresent()
  @IsDisplayName()
  name?: string;

  @ApiPropertyOptional({ maxLength: 2_000 })
  @IfPresent()
  @IsString()
  @MaxLength(2_000)
  description?: string;

  @ApiPropertyOptional()
  @IfPresent()
  @IsBoolean()
  archived?: boolean;
}

export class ProjectResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  slug!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty()
  archived!: boolean;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export const ProjectPage = pageOf(ProjectResponse);
