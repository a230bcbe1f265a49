import { ApiProperty } from '@nestjs/swagger';

export class LiveHint {
  @ApiProperty({ description: 'What changed, in one word' })
  resource!: string;

  @ApiProperty()
  id!: string;
}
