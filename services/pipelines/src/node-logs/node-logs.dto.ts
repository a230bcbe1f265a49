import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';

const MAX_INT = 2_147_483_647;

/** An id that names nothing is answered like a missing one, by the reader. */
export class NodeLogPath {
  @ApiProperty()
  @IsString()
  org!: string;

  @ApiProperty()
  @IsString()
  executionId!: string;

  @ApiProperty()
  @IsString()
  nodeKey!: string;
}

export class FollowNodeLogQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 0, description: 'Lines count from 1' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(MAX_INT)
  fromLine?: number;
}

export class NodeLogQuery extends FollowNodeLogQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 5000, default: 1000 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(5_000)
  limit = 1_000;
}

export class NodeLogLineResponse {
  @ApiProperty({ type: 'integer' })
  line!: number;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty()
  stream!: string;

  @ApiProperty()
  text!: string;
}

export class NodeLogResponse {
  @ApiProperty({ type: [NodeLogLineResponse] })
  lines!: NodeLogLineResponse[];

  @ApiProperty({ type: 'integer' })
  nextLine!: number;

  @ApiProperty({ description: 'The node has ended and these are its last lines' })
  complete!: boolean;

  @ApiProperty()
  truncated!: boolean;

  @ApiProperty({ description: 'The organization does not keep lines as old as these' })
  removed!: boolean;
}
