import { SetMetadata } from '@nestjs/common';

/** What a route was given instead of the usual deadline. */
export const DEADLINE = Symbol('DEADLINE');

/**
 * A route that may take longer than others until its answer begins, with the reason: it waits for something, or takes a
 * large body as it comes. Streams and downloads need none: their answer has begun with its head.
 * @param limitMs in milliseconds
 */
export const Deadline = (limitMs: number, _because: string): MethodDecorator & ClassDecorator =>
  SetMetadata(DEADLINE, limitMs);
