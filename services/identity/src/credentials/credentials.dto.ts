import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { IsEmailAddress } from '../accounts/is-email-address.js';
import { IsNewPassword } from '../accounts/is-new-password.js';
import { IsOneTimeToken } from '../accounts/is-one-time-token.js';
import { MAX_PASSWORD, MIN_PASSWORD } from '../accounts/password-rules.js';

export class RequestPasswordResetRequest {
  @ApiProperty({ format: 'email', maxLength: 254 })
  @IsEmailAddress()
  email!: string;
}

export class ConfirmPasswordResetRequest {
  @ApiProperty({ minLength: 43, maxLength: 43, description: 'From the link in the mail' })
  @IsOneTimeToken()
  token!: string;

  @ApiProperty({ minLength: MIN_PASSWORD, maxLength: MAX_PASSWORD })
  @IsNewPassword()
  password!: string;
}

export class ChangePasswordRequest {
  @ApiProperty({ maxLength: 256 })
  @IsString()
  @MaxLength(256)
  currentPassword!: string;

  @ApiProperty({ minLength: MIN_PASSWORD, maxLength: MAX_PASSWORD })
  @IsNewPassword()
  newPassword!: string;
}

export class ChangeAddressRequest {
  @ApiProperty({ format: 'email', maxLength: 254 })
  @IsEmailAddress()
  email!: string;

  @ApiProperty({ maxLength: 256 })
  @IsString()
  @MaxLength(256)
  currentPassword!: string;
}

export class ConfirmAddressRequest {
  @ApiProperty({ minLength: 43, maxLength: 43, description: 'From the link in the mail' })
  @IsOneTimeToken()
  token!: string;
}
