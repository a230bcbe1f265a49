import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class ProblemField {
  @ApiProperty({ description: 'JSON pointer into the request' })
  pointer!: string;

  @ApiProperty()
  message!: string;
}

/** RFC 9457 problem details, as every error of the API looks. */
export class Problem {
  @ApiProperty()
  type!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ type: 'integer' })
  status!: number;

  @ApiProperty()
  detail!: string;

  @ApiProperty()
  instance!: string;

  @ApiProperty({ description: 'Stable; meant for programs' })
  code!: string;

  @ApiProperty()
  traceId!: string;

  @ApiPropertyOptional({ type: [ProblemField] })
  errors?: ProblemField[];
}
