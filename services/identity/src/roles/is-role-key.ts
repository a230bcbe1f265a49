import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';

export const ROLE_KEY = /^[a-z][a-z0-9-]*$/;

/** A text that can be the key of a role; whether there is such a role is for the service to find out. */
export const IsRoleKey = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    MaxLength(63),
    Matches(ROLE_KEY, { message: 'must be the key of a role' }),
  ) as PropertyDecorator;
