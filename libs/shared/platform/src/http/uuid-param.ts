import { Param, type PipeTransform } from '@nestjs/common';
import { AppError, isId } from '@throughline/kernel';

/** A malformed id names nothing, so it is answered like a missing one. */
const uuidPipe: PipeTransform<string, string> = {
  transform(value) {
    if (isId(value)) return value.toLowerCase();
    throw new AppError('not_found', 'not_found', 'There is no such thing, or you may not see it.');
  },
};

/** A path parameter that is an id. */
export const IdParam = (name: string): ParameterDecorator => Param(name, uuidPipe);
