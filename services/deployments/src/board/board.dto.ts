import { ApiProperty } from '@nestjs/swagger';
import { DeploymentSummaryResponse } from '../deployments/deployments.dto.js';
import { EnvironmentResponse } from '../environments/environments.dto.js';

export class BoardCellResponse {
  @ApiProperty({ format: 'uuid' })
  environmentId!: string;

  @ApiProperty({ type: DeploymentSummaryResponse, nullable: true })
  live!: DeploymentSummaryResponse | null;

  @ApiProperty({ type: DeploymentSummaryResponse, nullable: true })
  inProgress!: DeploymentSummaryResponse | null;

  @ApiProperty({ type: Boolean, nullable: true, description: 'Null when nothing is live or it was not looked at yet' })
  healthy!: boolean | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the environment before has live and this one has not',
  })
  promotableVersion!: string | null;

  @ApiProperty({ description: 'An open incident stops promotions' })
  held!: boolean;

  @ApiProperty({ type: String, nullable: true })
  heldReason!: string | null;
}

export class BoardRowResponse {
  @ApiProperty({ format: 'uuid' })
  serviceId!: string;

  @ApiProperty()
  serviceName!: string;

  @ApiProperty({ type: [BoardCellResponse] })
  cells!: BoardCellResponse[];
}

export class BoardResponse {
  @ApiProperty({ type: [EnvironmentResponse] })
  environments!: EnvironmentResponse[];

  @ApiProperty({ type: [BoardRowResponse] })
  rows!: BoardRowResponse[];
}
