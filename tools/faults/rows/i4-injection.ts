import { type FurnishedService, type OpenApiDocument, type Operation, operationsOf } from '@throughline/testing';
import { FuzzDocument } from '../../../libs/shared/testing/src/fuzz/fuzz-document.ts';
import { faultRun, sized } from '../fault-run.config.ts';
import { COMPUTED, HOST_SECRET, type Injection, INJECTED_HEADER } from './i4-corpus.ts';
import { type InjectedRequest, requestsWith, type Target } from './i4-requests.ts';

export interface Injected {
  requests: number;
  /** How many of them were taken for right, so that the string went all the way. */
  accepted: number;
  /** The fields of which at least one string was accepted. */
  open: Set<string>;
  /** The different fields that were tried, as `operation: field`. */
  fields: Set<string>;
  problems: Set<string>;
}

/** Of the strings of the corpus a field gets one in so many, its neighbour the next: each kind reaches each field. */
const STRIDE = sized(3, 1);
/** Ends what others need, or the caller's right to ask. */
const ENDING =
  /^(delete|suspend|schedule|leave|transfer|remove|revoke|end|cancel|stop|discard|logout|change(Password|Address)|confirm)/;

/** Sends the injections in every string field of every operation of the document, by one who may call it. */
export async function injectEverywhere(
  furnished: FurnishedService & { paramsOf?: Record<string, Record<string, string>> },
  document: OpenApiDocument,
  corpus: readonly Injection[],
): Promise<Injected> {
  const target = { ...furnished, document, reader: new FuzzDocument(document) };
  const outcome: Injected = { requests: 0, accepted: 0, open: new Set(), fields: new Set(), problems: new Set() };
  for (const operation of endingLast(operationsOf(document))) {
    for (const [at, injection] of corpus.entries())
      await injectIn(operation, { injection, at }, { target, furnished, outcome });
  }
  return outcome;
}

async function injectIn(
  operation: Operation,
  { injection, at }: { injection: Injection; at: number },
  { target, furnished, outcome }: { target: Target; furnished: FurnishedService; outcome: Injected },
): Promise<void> {
  const requests = requestsWith(operation, injection, target);
  for (const request of requests.filter((_, field) => (field + at + faultRun().seed) % STRIDE === 0)) {
    const answer = await send(furnished, operation, request);
    const field = `${operation.id}: ${request.field}`;
    outcome.requests += 1;
    outcome.fields.add(field);
    if (answer.status < 300) {
      outcome.accepted += 1;
      outcome.open.add(field);
    }
    for (const problem of problemsOf(operation, answer, target))
      outcome.problems.add(`${field} = ${JSON.stringify(injection.text)}: ${problem}`);
  }
}

const endingLast = (operations: Operation[]): Operation[] => [
  ...operations.filter(({ id }) => !ENDING.test(id)),
  ...operations.filter(({ id }) => ENDING.test(id)),
];

interface Answer {
  status: number;
  contentType: string;
  headers: [string, string][];
  text: string;
}

function problemsOf(operation: Operation, answer: Answer, { reader }: Target): string[] {
  if (answer.status >= 500) return [`${answer.status} ${answer.text.slice(0, 200)}`];
  const isOpen = operation.isStream && answer.status < 400;
  const problems = isOpen ? [] : reader.breaches(operation, answer);
  if (answer.headers.some(([name, value]) => name === INJECTED_HEADER || /[\r\n]/.test(value)))
    problems.push('a header was injected');
  if (answer.text.includes(HOST_SECRET)) problems.push('reads a file outside its root');
  if (answer.text.includes(COMPUTED)) problems.push('a template was computed');
  return problems;
}

async function send(
  { service, claims }: FurnishedService,
  operation: Operation,
  { path, headers, body }: InjectedRequest,
): Promise<Answer> {
  const authorization = await service.bearer(claims(operation.id));
  const stop = new AbortController();
  const response = await fetch(`${service.url}${path}`, {
    method: operation.method,
    headers: { authorization, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body }),
    signal: stop.signal,
  });
  const contentType = response.headers.get('content-type') ?? '';
  const isOpen = contentType.startsWith('text/event-stream');
  const text = isOpen ? '' : await response.text();
  if (isOpen) stop.abort();
  return { status: response.status, contentType, headers: [...response.headers], text };
}
