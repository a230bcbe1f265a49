import { ValidateIf } from 'class-validator';

/** For optional fields: absent is fine, null is not. (`IsOptional` would let null pass unchecked.) */
export const IfPresent = (): PropertyDecorator => ValidateIf((_object, value) => value !== undefined);
