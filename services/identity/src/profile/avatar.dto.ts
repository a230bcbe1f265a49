import { ApiProperty } from '@nestjs/swagger';
import { IsBase64, IsString, MaxLength } from 'class-validator';

export const MAX_AVATAR_BYTES = 256 * 1024;
const MAX_BASE64 = Math.ceil(MAX_AVATAR_BYTES / 3) * 4;

export class PutAvatarRequest {
  @ApiProperty({
    format: 'byte',
    maxLength: MAX_BASE64,
    description: 'PNG, JPEG or WebP of at most 256 KiB, in base64',
  })
  @IsString()
  @MaxLength(MAX_BASE64)
  @IsBase64()
  image!: string;
}

export class AvatarResponse {
  @ApiProperty({ description: 'Path of the picture; it changes with the picture' })
  avatarUrl!: string;
}
