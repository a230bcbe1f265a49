/** For a field that may be left out but not be null: `@ValidateIf(isSent)`, where `IsOptional` would let null through. */
export const isSent = (_: unknown, value: unknown): boolean => value !== undefined;
