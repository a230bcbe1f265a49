import { applyDecorators } from '@nestjs/common';
import { IsString, Matches } from 'class-validator';
import { ONE_TIME_TOKEN } from '../text/one-time-token.js';

/** The token of a link in a mail. */
export const IsOneTimeToken = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    Matches(ONE_TIME_TOKEN, { message: 'is not whole: open the link as it is in the mail' }),
  ) as PropertyDecorator;
