import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { IsISO8601, IsString, IsUUID, MaxLength } from 'class-validator';
import { MayLack } from './may-lack.js';

export class CreateDelegationRequest {
  @ApiProperty({ format: 'uuid', description: 'The member who votes in the caller’s place' })
  @IsUUID()
  toUserId!: string;

  @ApiProperty({ format: 'date-time', description: 'When the place is the caller’s again; at most 90 days from now' })
  @IsISO8601({ strict: true, strictSeparator: true })
  @MaxLength(40)
  until!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'One request; without it every request' })
  @MayLack()
  @IsUUID()
  approvalId?: string;

  @ApiPropertyOptional({ maxLength: 500 })
  @MayLack()
  @IsString()
  @MaxLength(500)
  reason?: string;
}

export class DelegationResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  fromUserId!: string;

  @ApiProperty()
  fromName!: string;

  @ApiProperty({ format: 'uuid' })
  toUserId!: string;

  @ApiProperty()
  toName!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  approvalId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;

  @ApiProperty({ format: 'date-time' })
  until!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export const DelegationPageResponse = pageOf(DelegationResponse);
