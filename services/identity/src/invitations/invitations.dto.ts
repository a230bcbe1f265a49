import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery, pageOf } from '@throughline/platform';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsString, MaxLength } from 'class-validator';
import { IsEmailAddress } from '../accounts/is-email-address.js';
import { IsRoleKey } from '../roles/is-role-key.js';
import { IfPresent } from '../text/if-present.js';
import { INVITATION_STATES, type InvitationState } from './invitation-state.js';

export class ListInvitationsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: INVITATION_STATES, enumName: 'InvitationState' })
  @IfPresent()
  @IsIn(INVITATION_STATES)
  state?: InvitationState;
}

export class InviteMemberRequest {
  @ApiProperty({ format: 'email', maxLength: 254 })
  @IsEmailAddress()
  email!: string;

  @ApiProperty({ maxLength: 63, description: 'Key of a preset or of a role of the organization' })
  @IsRoleKey()
  role!: string;
}

export class InviteManyRequest {
  @ApiProperty({ type: [String], minItems: 1, maxItems: 50, description: 'Each is judged for itself' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(254, { each: true })
  emails!: string[];

  @ApiProperty({ maxLength: 63, description: 'Key of a preset or of a role of the organization' })
  @IsRoleKey()
  role!: string;
}

export class InvitationTokenRequest {
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

  @ApiProperty({ description: 'Key of the role' })
  role!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;

  @ApiProperty({ description: 'Shown this once; whoever is invited accepts with it' })
  token!: string;

  @ApiProperty({ description: 'The page that accepts with the token' })
  acceptUrl!: string;

  @ApiProperty({ description: 'Sent to the address; if not, pass the link on yourself' })
  isMailed!: boolean;
}

export const INVITE_OUTCOMES = ['invited', 'already_member', 'address_invalid', 'plan_full', 'repeated'] as const;
export type InviteOutcome = (typeof INVITE_OUTCOMES)[number];

export class InviteResultResponse {
  @ApiProperty({ description: 'As it was sent' })
  email!: string;

  @ApiProperty({ enum: [...INVITE_OUTCOMES], enumName: 'InviteOutcome' })
  outcome!: InviteOutcome;

  @ApiProperty({ type: InvitationCreatedResponse, nullable: true })
  invitation!: InvitationCreatedResponse | null;
}

export class InviteManyResponse {
  @ApiProperty({ type: [InviteResultResponse], description: 'In the order of the request' })
  items!: InviteResultResponse[];
}

export class InvitationPreviewResponse {
  @ApiProperty()
  organizationName!: string;

  @ApiProperty()
  email!: string;

  @ApiProperty()
  roleName!: string;

  @ApiProperty({ type: String, nullable: true })
  inviterName!: string | null;

  @ApiProperty({ enum: INVITATION_STATES, enumName: 'InvitationState' })
  state!: InvitationState;

  @ApiProperty({ description: 'Whether it is for the address of the person who asks' })
  isForCaller!: boolean;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;
}

export class InvitationResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  email!: string;

  @ApiProperty({ description: 'Key of the role' })
  role!: string;

  @ApiProperty()
  roleName!: string;

  @ApiProperty({ enum: INVITATION_STATES, enumName: 'InvitationState' })
  state!: InvitationState;

  @ApiProperty({ type: String, nullable: true })
  inviterName!: string | null;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  acceptedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  declinedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  revokedAt!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export const InvitationPage = pageOf(InvitationResponse);
