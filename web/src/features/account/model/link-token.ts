/** The token at the end of a mailed link; undefined when the address was not copied whole. */
export function linkToken(fragment: string): string | undefined {
  const token = fragment.replace(/^#/, '');
  return /^[\w-]{43}$/.test(token) ? token : undefined;
}
