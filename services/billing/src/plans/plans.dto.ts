import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { Feature, type FeatureKey } from './features.rules.js';

export class PlanFeatureResponse {
  @ApiProperty({ enum: Feature, enumName: 'Feature' })
  feature!: FeatureKey;

  @ApiProperty({ type: 'integer', nullable: true, description: 'null: without limit' })
  limit!: number | null;

  @ApiProperty()
  unit!: string;
}

export class PlanResponse {
  @ApiProperty()
  key!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty({ type: [PlanFeatureResponse] })
  features!: PlanFeatureResponse[];
}

export class PlanPageResponse extends pageOf(PlanResponse) {}
