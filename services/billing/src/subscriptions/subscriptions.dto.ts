import { ApiProperty } from '@nestjs/swagger';

export class SubscriptionResponse {
  @ApiProperty()
  planKey!: string;

  @ApiProperty()
  planName!: string;

  @ApiProperty()
  status!: string;

  @ApiProperty({ format: 'date-time' })
  since!: string;
}
