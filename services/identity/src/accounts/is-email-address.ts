import { applyDecorators } from '@nestjs/common';
import { IsEmail, IsString, Matches, MaxLength } from 'class-validator';

/** One e-mail address of printable ASCII, at most 254 characters (RFC 5321). Never a list. */
export const IsEmailAddress = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    MaxLength(254),
    Matches(/^[\x21-\x7e]+$/, { message: 'must be an e-mail address' }),
    IsEmail({ allow_display_name: false }, { message: 'must be an e-mail address' }),
  ) as PropertyDecorator;
