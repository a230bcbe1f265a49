/** The URL is input like any other: each reader returns a value of its type or undefined, and never throws. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value); // the router parses `?q=404` as a number
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The value when it is one of the allowed words. */
export function oneOf<const T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((word) => word === value);
}

/** A positive whole number, as pages and line numbers are. */
export function positiveInt(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

/** A list of allowed words, from `a` or `["a","b"]`; undefined when none is left. */
export function manyOf<const T extends string>(value: unknown, allowed: readonly T[]): T[] | undefined {
  const words = (Array.isArray(value) ? value : [value]).filter((word): word is T => allowed.includes(word as T));
  return words.length > 0 ? words : undefined;
}
