import { ApiProperty } from '@nestjs/swagger';

export class LiveHint {
  @ApiProperty()
  resource!: string;

  @ApiProperty()
  id!: string;
}
