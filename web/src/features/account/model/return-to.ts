/** The page to go back to after signing in, if it is one of ours: never another site, never a protocol-relative address. */
export function safeReturnTo(returnTo: string | undefined): string {
  const isOurs = returnTo !== undefined && /^\/(?![/\\])/.test(returnTo);
  return isOurs ? returnTo : '/';
}

/** The token of the invitation that the person was about to accept, if that is where they came from. */
export function invitationTokenIn(returnTo: string | undefined): string | undefined {
  const url = new URL(safeReturnTo(returnTo), 'http://ours');
  return url.pathname === '/invitations/accept' ? (url.searchParams.get('token') ?? undefined) : undefined;
}
