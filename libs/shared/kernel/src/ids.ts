import { v7, validate } from 'uuid';

/** A new UUIDv7: unique, and ordered by the time of its making. */
export function newId(): string {
  return v7();
}

/** True when the text is a UUID of any version. */
export function isId(text: string): boolean {
  return validate(text);
}
