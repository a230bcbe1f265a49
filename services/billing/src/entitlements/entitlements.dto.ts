import { ApiProperty } from '@nestjs/swagger';
import { Feature, type FeatureKey } from '../plans/features.rules.js';

export class EntitlementResponse {
  @ApiProperty({ enum: Feature, enumName: 'Feature' })
  feature!: FeatureKey;

  @ApiProperty({ type: 'integer', nullable: true, description: 'null: without limit' })
  limit!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'null: not a thing that is counted' })
  used!: number | null;

  @ApiProperty()
  unit!: string;

  @ApiProperty({ description: 'What happens at the limit' })
  atLimit!: string;
}

export class EntitlementsResponse {
  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty()
  planKey!: string;

  @ApiProperty({ type: [EntitlementResponse] })
  items!: EntitlementResponse[];
}
