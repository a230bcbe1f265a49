import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { MAIL_STATES, type MailState } from './mail.machine.js';

export class MailSummaryResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'What it is about: `verify_address`, `reset_password`, …' })
  kind!: string;

  @ApiProperty()
  to!: string;

  @ApiProperty()
  subject!: string;

  @ApiProperty({ enum: [...MAIL_STATES], enumName: 'MailState' })
  state!: MailState;

  @ApiProperty({ type: String, nullable: true, description: 'What the mail server said last, or why it was withheld' })
  reason!: string | null;

  @ApiProperty({ type: 'integer' })
  attempts!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  sentAt!: string | null;
}

export class MailResponse extends MailSummaryResponse {
  @ApiProperty()
  text!: string;

  @ApiProperty({ description: 'Shows nothing remote; to be shown in a sandbox all the same' })
  html!: string;
}

export const MailPage = pageOf(MailSummaryResponse);
