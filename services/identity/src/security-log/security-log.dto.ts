import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { ACCOUNT_EVENT_KINDS, type AccountEventKind } from './account-event-kinds.js';

export class AccountEventResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: [...ACCOUNT_EVENT_KINDS], enumName: 'AccountEventKind' })
  kind!: AccountEventKind;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  details!: Record<string, unknown> | null;

  @ApiProperty({ type: String, nullable: true })
  ip!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The program, in words' })
  client!: string | null;

  @ApiProperty({ format: 'date-time' })
  occurredAt!: string;
}

export const AccountEventPage = pageOf(AccountEventResponse);
