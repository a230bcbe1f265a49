import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { pageOf, PageQuery } from '@throughline/platform';
import { IsIn, IsString, Length, MaxLength } from 'class-validator';
import { IfPresent } from '../text/if-present.js';

export const ACCOUNT_STATES = ['active', 'disabled'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

const STATE = { enum: [...ACCOUNT_STATES], enumName: 'AccountState' };

export class AccountsQuery extends PageQuery {
  @ApiPropertyOptional({ maxLength: 100, description: 'Part of a name or e-mail address' })
  @IfPresent()
  @IsString()
  @MaxLength(100)
  q?: string;

  @ApiPropertyOptional(STATE)
  @IfPresent()
  @IsIn(ACCOUNT_STATES)
  state?: AccountState;
}

export class DisableAccountRequest {
  @ApiProperty({ minLength: 3, maxLength: 500, description: 'Written into the audit logs of their organizations' })
  @IsString()
  @Length(3, 500)
  reason!: string;

  @ApiPropertyOptional({ maxLength: 4000, description: 'For platform admins alone' })
  @IfPresent()
  @IsString()
  @MaxLength(4_000)
  note?: string;
}

export class DisablementResponse {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty()
  byName!: string;

  @ApiProperty()
  reason!: string;

  @ApiProperty({ type: String, nullable: true })
  note!: string | null;
}

export class AccountResponse {
  @ApiProperty({ format: 'uuid' })
  userId!: string;

  @ApiProperty()
  email!: string;

  @ApiProperty()
  fullName!: string;

  @ApiProperty(STATE)
  state!: AccountState;

  @ApiProperty({ type: DisablementResponse, nullable: true })
  disablement!: DisablementResponse | null;

  @ApiProperty()
  isPlatformAdmin!: boolean;

  @ApiProperty({ type: 'integer', description: 'How many organizations the person is a member of' })
  organizations!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export const AccountPage = pageOf(AccountResponse);
