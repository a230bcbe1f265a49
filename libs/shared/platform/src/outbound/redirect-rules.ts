export interface Hop {
  method: string;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array | undefined;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** All that goes on to another origin: any other header may hold a credential. */
const HARMLESS = new Set(['accept', 'accept-language', 'content-type', 'user-agent']);

export function isRedirect(status: number): boolean {
  return REDIRECTS.has(status);
}

/** The request for the next hop, as browsers do it: a POST becomes a GET unless the status says to repeat it. */
export function nextHop(hop: Hop, status: number, isOtherOrigin: boolean): Hop {
  const repeats = status === 307 || status === 308 || hop.method === 'GET' || hop.method === 'HEAD';
  const headers = Object.entries(hop.headers).filter(
    ([name]) => (!isOtherOrigin || HARMLESS.has(name)) && (repeats || name !== 'content-type'),
  );
  return {
    method: repeats ? hop.method : 'GET',
    headers: Object.fromEntries(headers),
    body: repeats ? hop.body : undefined,
  };
}
