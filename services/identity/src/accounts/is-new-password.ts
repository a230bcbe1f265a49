import { applyDecorators } from '@nestjs/common';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { MAX_PASSWORD, MIN_PASSWORD } from './password-rules.js';

/** A password to be set, by its length; whether it is a good one is for the service, which knows whose it is. */
export const IsNewPassword = (): PropertyDecorator =>
  applyDecorators(IsString(), MinLength(MIN_PASSWORD), MaxLength(MAX_PASSWORD * 2)) as PropertyDecorator;
