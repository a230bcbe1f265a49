const HEADER = 'Idempotency-Key';
/** Sessions have a protocol of their own. */
const WITHOUT = /^\/api\/v1\/auth\/(login|refresh|logout)$/;
/** Before each further try, where the first one got no answer. */
const WAITS_MS = [1_000, 2_000];
/** After a 500 the key stays too, but trying at once would meet the same mistake of ours. */
const UNANSWERED = [500, 502, 503, 504];

/** By what was sent: the key of every submit that is under way, or whose answer never came. */
const open = new Map<string, string>();

type Send = (request: Request) => Promise<Response>;

/**
 * Sends a request; a POST with one Idempotency-Key for each submit. While a submit has no answer, its key stays: for
 * the tries that follow by themselves, for a double click, and for the person who presses the button again. So the
 * action happens once. Once it is answered, the same submit again is another action.
 */
export async function withSubmitKey(request: Request, send: Send, waitsMs: readonly number[] = WAITS_MS) {
  if (request.method !== 'POST' || WITHOUT.test(new URL(request.url).pathname)) return send(request);
  const submit = `${request.url} ${await request.clone().text()}`;
  const key = open.get(submit) ?? newKey();
  open.set(submit, key);
  request.headers.set(HEADER, key);
  const response = await answered(request, send, waitsMs);
  if (!(await isUnanswered(response))) open.delete(submit);
  return response;
}

async function answered(request: Request, send: Send, waitsMs: readonly number[]): Promise<Response> {
  for (const waitMs of waitsMs) {
    const response = await send(request.clone()).catch(() => undefined);
    if (response && (response.status === 500 || !(await isUnanswered(response)))) return response;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  return send(request);
}

/** Whether the command may have happened, or still be under way, without our knowing how it ended. */
async function isUnanswered(response: Response): Promise<boolean> {
  if (response.status !== 409) return UNANSWERED.includes(response.status);
  const problem = (await response
    .clone()
    .json()
    .catch(() => undefined)) as { code?: string } | undefined;
  return problem?.code === 'idempotency_in_flight';
}

/** `randomUUID` is there on secure origins only. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
