import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { IsDisplayName } from '../text/display-name.js';
import { IfPresent } from '../text/if-present.js';
import { IsEmailAddress } from './is-email-address.js';
import { IsNewPassword } from './is-new-password.js';
import { IsOneTimeToken } from './is-one-time-token.js';
import { MAX_PASSWORD, MIN_PASSWORD } from './password-rules.js';

export class SignUpRequest {
  @ApiProperty({ format: 'email', maxLength: 254 })
  @IsEmailAddress()
  email!: string;

  @ApiProperty({ minLength: MIN_PASSWORD, maxLength: MAX_PASSWORD })
  @IsNewPassword()
  password!: string;

  @ApiProperty({ maxLength: 100 })
  @IsDisplayName()
  fullName!: string;

  @ApiPropertyOptional({ maxLength: 100, description: 'Of an invitation for this very address: then it is verified' })
  @IfPresent()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  invitationToken?: string;
}

export class LoginRequest {
  @ApiProperty({ format: 'email', maxLength: 254 })
  @IsEmailAddress()
  email!: string;

  @ApiProperty({ maxLength: 256 })
  @IsString()
  @MaxLength(256)
  password!: string;
}

export class ResendVerificationRequest {
  @ApiProperty({ format: 'email', maxLength: 254 })
  @IsEmailAddress()
  email!: string;
}

export class VerifyRequest {
  @ApiProperty({ minLength: 43, maxLength: 43, description: 'From the link in the mail' })
  @IsOneTimeToken()
  token!: string;
}
