import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';

// Control characters and bidirectional overrides would let a text forge the lines around it.
const SHOWABLE = /^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u;

/** One line that people read, and that may be empty: an empty one stands for none. */
export const IsDisplayText = (maxLength: number): PropertyDecorator =>
  applyDecorators(
    IsString(),
    MaxLength(maxLength),
    Matches(SHOWABLE, { message: 'must be one line of visible text' }),
  ) as PropertyDecorator;
