import { AppError, type ErrorCategory, type FieldProblem } from '@throughline/kernel';

/** An answer as it is kept: what the handler returned, or the refusal with which it ended after it had changed something. */
export type RecordedAnswer =
  | { kind: 'success'; status: number; headers: Record<string, string | string[]>; body: unknown }
  | { kind: 'refusal'; code: string; category: ErrorCategory; message: string; fields: readonly FieldProblem[] };

export interface Reply {
  statusCode: number;
  status(code: number): Reply;
  header(name: string, value: string | string[]): Reply;
  getHeaders(): Record<string, number | string | string[] | undefined>;
}

/** Headers that are part of the answer; all others belong to the one delivery of it. */
const KEPT = ['location', 'set-cookie', 'cache-control', 'etag', 'link', 'content-language'];
export const REPLAYED_HEADER = 'idempotency-replayed';

export function successOf(reply: Reply, body: unknown): RecordedAnswer {
  const headers = reply.getHeaders();
  const kept = KEPT.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, Array.isArray(value) ? value : String(value)] as const];
  });
  return { kind: 'success', status: reply.statusCode, headers: Object.fromEntries(kept), body };
}

export function refusalOf({ code, category, message, fields }: AppError): RecordedAnswer {
  return { kind: 'refusal', code, category, message, fields };
}

/** Gives the answer once more: the body to send. @throws AppError where the answer was a refusal */
export function replay(answer: RecordedAnswer, reply: Reply): unknown {
  reply.header(REPLAYED_HEADER, 'true');
  if (answer.kind === 'refusal') throw new AppError(answer.code, answer.category, answer.message, answer.fields);
  reply.status(answer.status);
  for (const [name, value] of Object.entries(answer.headers)) reply.header(name, value);
  return answer.body;
}
