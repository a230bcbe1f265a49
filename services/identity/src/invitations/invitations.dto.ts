import { ApiProperty } from '@nestjs/swagger';
import { type Role, ROLES } from '@throughline/contracts';
import { pageOf } from '@throughline/platform';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { IsEmailAddress } from '../accounts/is-email-address.js';

export class InviteMemberRequest {
  @ApiProperty({ format: 'email', maxLength: 254 })
  @IsEmailAddress()
  email!: string;

  @ApiProperty({ enum: [...ROLES], enumName: 'Role' })
  @IsIn(ROLES)
  role!: Role;
}

export class AcceptInvitationRequest {
  @ApiProperty({ maxLength: 100 })
  @IsString()
  @MaxLength(100)
  token!: string;
}

export class InvitationCreatedResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  email!: string;

  @ApiProperty({ enum: [...ROLES], enumName: 'Role' })
  role!: Role;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;

  @ApiProperty({ description: 'Shown this once; whoever is invited accepts with it' })
  token!: string;
}

export class InvitationResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  email!: string;

  @ApiProperty({ enum: [...ROLES], enumName: 'Role' })
  role!: Role;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  acceptedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  revokedAt!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export const InvitationPage = pageOf(InvitationResponse);
