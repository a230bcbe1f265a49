import { operationsOf } from '@throughline/testing';
import type { Scanned } from './s1-leaks.ts';
import type { Secrets } from './s1-secrets.ts';

const STREAM_MS = 200;

/**
 * Sends secrets of nobody where people send theirs, right or wrong: as token, cookie, key and in the address, and under
 * the names that they have in bodies; to every operation. Notes them, and returns the replies.
 */
export async function sendStrangers(scanned: Scanned, secrets: Secrets): Promise<{ what: string; text: string }[]> {
  const given = (what: string): string => secrets.plant(`${what} of a stranger`);
  const query = `?token=${encodeURIComponent(given('a token in the address'))}`;
  const headers = {
    authorization: `Bearer ${encodeURIComponent(given('a token'))}`,
    cookie: `__Host-throughline_refresh=${encodeURIComponent(given('a cookie'))}`,
    'x-api-key': encodeURIComponent(given('a key')),
    'content-type': 'application/json',
  };
  const [password, token] = [given('a password'), given('a token in a body')];
  const body = JSON.stringify({ password, newPassword: password, token, apiKey: token, secrets: { KEY: token } });
  const replies: { what: string; text: string }[] = [];
  for (const { id, method, path, hasBody } of operationsOf(scanned.document)) {
    const place = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      name === 'org' ? scanned.orgId : (scanned.params[name] ?? 'missing'),
    );
    const asStranger = { method, headers, ...(hasBody && { body }) };
    // Once more by who may, so that what is wrong with the body is judged.
    const asMember = { ...asStranger, headers: { ...headers, authorization: await scanned.bearer(id) } };
    const calls = hasBody ? [asStranger, asMember] : [asStranger];
    for (const call of calls) replies.push({ what: id, text: await replyTo(`${scanned.url}${place}${query}`, call) });
  }
  return replies;
}

/** Head and body; without what a stream has to say after its first moment. */
export async function replyTo(url: string, request: RequestInit): Promise<string> {
  const stop = new AbortController();
  const answer = await fetch(url, { ...request, signal: stop.signal });
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream');
  if (isStream) setTimeout(() => stop.abort(), STREAM_MS);
  return `${JSON.stringify([...answer.headers])}\n${await answer.text().catch(() => '')}`;
}
