import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { IsBase64, IsString, Length, Matches, MaxLength } from 'class-validator';
import { RecorderResponse } from './evidence.dto.js';

const NAME = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,62}$/;

export class CreateSigningKeyRequest {
  @ApiProperty({ pattern: NAME.source })
  @IsString()
  @Matches(NAME, { message: 'name must be letters, digits, spaces, dots, hyphens and underscores' })
  name!: string;

  @ApiProperty({ maxLength: 2000, description: 'cosign.pub: a public ECDSA key of the curve P-256, in PEM' })
  @IsString()
  @MaxLength(2_000)
  publicKey!: string;
}

export class SigningKeyResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  publicKey!: string;

  @ApiProperty({ description: 'sha256: and 64 hex digits, of the key in DER' })
  fingerprint!: string;

  @ApiProperty({ type: RecorderResponse })
  createdBy!: RecorderResponse;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export const SigningKeyPageResponse = pageOf(SigningKeyResponse);

export class RecordSignatureRequest {
  @ApiProperty({ maxLength: 20000, description: 'what was signed, in base64: `cosign generate` writes it' })
  @IsBase64()
  @Length(4, 20_000)
  payload!: string;

  @ApiProperty({ maxLength: 1000, description: 'in base64, as cosign writes it' })
  @IsBase64()
  @Length(4, 1_000)
  signature!: string;
}
