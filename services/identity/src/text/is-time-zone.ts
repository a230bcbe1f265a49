import { ValidateBy } from 'class-validator';

const SHAPE = /^[A-Za-z][\w+-]*(\/[\w+-]+){0,2}$/;

/** Whether it is a time zone of the IANA database that this Node knows: `Europe/Berlin`, `UTC`; not an offset. */
export function isTimeZone(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 50 || !SHAPE.test(value)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const IsTimeZone = (): PropertyDecorator =>
  ValidateBy({
    name: 'isTimeZone',
    validator: { validate: isTimeZone, defaultMessage: () => 'must be an IANA time zone, as Europe/Berlin' },
  });
