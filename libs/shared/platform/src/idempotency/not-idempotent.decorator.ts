import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { TAKES_NO_KEY } from './key-parameter.js';

export const NOT_IDEMPOTENT = Symbol('NOT_IDEMPOTENT');

/** A POST that takes no Idempotency-Key, with the reason: it has a protocol of its own, or changes nothing. */
export const NotIdempotent = (reason: string): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(NOT_IDEMPOTENT, reason), ApiExtension(TAKES_NO_KEY, reason));
