import { ApiProperty } from '@nestjs/swagger';

export class LiveHint {
  @ApiProperty({ description: 'incident, firing, alert_rule or change' })
  resource!: string;

  @ApiProperty()
  id!: string;
}
