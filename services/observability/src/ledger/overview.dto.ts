import { ApiProperty } from '@nestjs/swagger';
import { ChangeResponse } from './changes.dto.js';

export class OverviewBucketResponse {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: 'integer' })
  lines!: number;

  @ApiProperty({ type: 'integer', description: 'Lines of level error and fatal' })
  errors!: number;
}

export class OverviewResponse {
  @ApiProperty({ format: 'date-time' })
  from!: string;

  @ApiProperty({ format: 'date-time' })
  to!: string;

  @ApiProperty({ type: 'integer' })
  bucketMs!: number;

  @ApiProperty({ type: [OverviewBucketResponse] })
  buckets!: OverviewBucketResponse[];

  @ApiProperty({ type: [ChangeResponse], description: 'Deployments that went live' })
  deployments!: ChangeResponse[];
}
