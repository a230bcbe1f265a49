import type { RawBodyRequest } from '@throughline/platform';

/** A header of a delivery. One that was sent twice is none. */
export function headerOf(request: RawBodyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
