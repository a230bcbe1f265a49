import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';

// Control characters and bidirectional overrides would let a name forge the lines around it.
const SHOWABLE = /^(?=.*\S)[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+$/u;

/** A name that people read: one line, not blank, nothing in it that hides or reorders text. */
export const IsDisplayName = (maxLength = 100): PropertyDecorator =>
  applyDecorators(
    IsString(),
    MaxLength(maxLength),
    Matches(SHOWABLE, { message: 'must be one line of visible text' }),
  ) as PropertyDecorator;
