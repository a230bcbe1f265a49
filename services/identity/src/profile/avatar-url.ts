/** The path of a picture by its id; null for a person without one. */
export function avatarUrl(avatarId: string): string;
export function avatarUrl(avatarId: string | null): string | null;
export function avatarUrl(avatarId: string | null): string | null {
  return avatarId === null ? null : `/api/v1/avatars/${avatarId}`;
}
