import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '@throughline/platform';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { VALUE_LEVELS, type ValueLevel } from './value-level.rules.js';

export class ListValuesQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Those of the project itself' })
  @IsOptional()
  @IsUUID()
  projectId?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'All that pipelines of the project can have: its own and those of the organization',
  })
  @IsOptional()
  @IsUUID()
  availableTo?: string;

  @ApiPropertyOptional({ enum: VALUE_LEVELS, enumName: 'ValueLevel' })
  @IsOptional()
  @IsIn(VALUE_LEVELS)
  level?: ValueLevel;
}

/** What secrets and variables have in common. */
export class NamedValueResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: VALUE_LEVELS, enumName: 'ValueLevel' })
  level!: ValueLevel;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null for one of the organization' })
  projectId!: string | null;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: 'integer', description: 'Grows with every new value; an execution keeps the one it began with' })
  version!: number;

  @ApiProperty({ description: 'Who gave it its value' })
  setByName!: string;

  @ApiProperty({ format: 'date-time' })
  setAt!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ description: 'Of a project: it takes the place of one of the organization' })
  overrides!: boolean;

  @ApiProperty({
    type: [String],
    maxItems: 100,
    description: 'Of the organization: ids of projects that have their own of the name, and so not this one',
  })
  overriddenIn!: string[];
}
