import { ApiProperty } from '@nestjs/swagger';
import { MeResponse } from '../accounts/me.dto.js';

export class SessionResponse {
  @ApiProperty({ description: 'For the Authorization header, as a Bearer token. Keep it in memory only.' })
  accessToken!: string;

  @ApiProperty({ format: 'date-time', description: 'When the access token expires; refresh before.' })
  expiresAt!: string;

  @ApiProperty({ type: MeResponse })
  user!: MeResponse;
}
