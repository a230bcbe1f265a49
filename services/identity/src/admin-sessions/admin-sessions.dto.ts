import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsDisplayName } from '../text/display-name.js';
import { IfPresent } from '../text/if-present.js';

export class BeginAdminSessionRequest {
  @ApiProperty({ maxLength: 200, description: 'The person’s password' })
  @IsString()
  @MaxLength(200)
  password!: string;
}

export class CompleteAdminSessionRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  challengeId!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What the browser’s WebAuthn API answered' })
  @IsObject()
  response!: Record<string, unknown>;
}

export class BeginPasskeyRequest {
  @ApiPropertyOptional({ maxLength: 200, description: 'Needed for the first passkey' })
  @IfPresent()
  @IsString()
  @MaxLength(200)
  password?: string;
}

export class RegisterPasskeyRequest extends CompleteAdminSessionRequest {
  @ApiProperty({ maxLength: 100, description: 'To tell it from others: “blue key”' })
  @IsDisplayName()
  name!: string;
}

export class AdminSessionResponse {
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Until when the step-up holds' })
  steppedUpUntil!: string | null;

  @ApiProperty({ type: 'integer' })
  passkeys!: number;
}

export class ChallengeResponse {
  @ApiProperty({ format: 'uuid' })
  challengeId!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'For the browser’s WebAuthn API' })
  options!: Record<string, unknown>;
}

export class PasskeyResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: 'It is kept in a cloud and may be on several devices' })
  isBackedUp!: boolean;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastUsedAt!: string | null;
}
