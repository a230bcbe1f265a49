import { ApiProperty } from '@nestjs/swagger';
import { IsEmailAddress } from '../accounts/is-email-address.js';

export class GrantPlatformAdminRequest {
  @ApiProperty({ format: 'email', maxLength: 254 })
  @IsEmailAddress()
  email!: string;
}

export class PlatformAdminResponse {
  @ApiProperty({ format: 'uuid' })
  userId!: string;

  @ApiProperty()
  email!: string;

  @ApiProperty()
  fullName!: string;

  @ApiProperty({ description: 'The name of who made them one' })
  grantedBy!: string;

  @ApiProperty({ format: 'date-time' })
  grantedAt!: string;

  @ApiProperty({ type: 'integer', description: 'How many passkeys they have; without one they cannot step up' })
  passkeys!: number;
}
