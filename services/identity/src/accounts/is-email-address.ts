import { applyDecorators } from '@nestjs/common';
import { IsEmail, isEmail, IsString, Matches, MaxLength } from 'class-validator';

const MAX_LENGTH = 254;
const PRINTABLE_ASCII = /^[\x21-\x7e]+$/;
const RULES = { allow_display_name: false };

/** One e-mail address of printable ASCII, at most 254 characters (RFC 5321). Never a list. */
export const IsEmailAddress = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    MaxLength(MAX_LENGTH),
    Matches(PRINTABLE_ASCII, { message: 'must be an e-mail address' }),
    IsEmail(RULES, { message: 'must be an e-mail address' }),
  ) as PropertyDecorator;

/** The same rule for a text that is judged by itself. */
export function isEmailAddress(text: string): boolean {
  return text.length <= MAX_LENGTH && PRINTABLE_ASCII.test(text) && isEmail(text, RULES);
}
