/** The page to go back to after signing in, if it is one of ours: never another site, never a protocol-relative address. */
export function safeReturnTo(returnTo: string | undefined): string {
  const isOurs = returnTo !== undefined && /^\/(?![/\\])/.test(returnTo);
  return isOurs ? returnTo : '/';
}
