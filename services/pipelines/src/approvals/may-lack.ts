import { ValidateIf } from 'class-validator';

/** For a field that may be left out. Unlike with `IsOptional`, null is not the same as nothing. */
export const MayLack = (): PropertyDecorator => ValidateIf((_: object, value: unknown) => value !== undefined);
