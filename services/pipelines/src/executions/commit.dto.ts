import { ApiProperty } from '@nestjs/swagger';

export class CommitResponse {
  @ApiProperty()
  sha!: string;

  @ApiProperty()
  branch!: string;

  @ApiProperty()
  message!: string;

  @ApiProperty()
  authorName!: string;

  @ApiProperty()
  authorEmail!: string;

  @ApiProperty({ format: 'date-time' })
  authoredAt!: string;
}
