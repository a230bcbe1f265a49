const MAX_LENGTH = 48;

/** The address of a name: `Ünï Data!` → `uni-data`. Empty when the name has no letter or digit to keep. */
export function slugFrom(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replaceAll(/^-+|-+$/g, '');
}
