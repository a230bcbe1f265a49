import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { MeResponse } from '../accounts/me.dto.js';

export class SessionResponse {
  @ApiProperty({ description: 'For the Authorization header, as a Bearer token. Keep it in memory only.' })
  accessToken!: string;

  @ApiProperty({ format: 'date-time', description: 'When the access token expires; refresh before.' })
  expiresAt!: string;

  @ApiProperty({ type: MeResponse })
  user!: MeResponse;
}

export class CheckYourMailResponse {
  @ApiProperty({ enum: ['check_your_mail'], description: 'The same for an address with an account and one without' })
  status!: 'check_your_mail';
}

export class SignUpOptionsResponse {
  @ApiProperty({ enum: ['open', 'invite', 'closed'], enumName: 'SignUpMode', description: 'Who may make an account' })
  signUp!: 'open' | 'invite' | 'closed';
}

export class LiveSessionResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'The browser or program in words: Firefox on Windows' })
  client!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Where it was last seen from' })
  ip!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time', description: 'To within ten minutes' })
  lastSeenAt!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;

  @ApiProperty({ description: 'Whether this very request belongs to it' })
  current!: boolean;
}

export const LiveSessionPage = pageOf(LiveSessionResponse);

export class EndedSessionsResponse {
  @ApiProperty({ type: 'integer', minimum: 0 })
  ended!: number;
}
