import { type EventType, problemSchema } from '@throughline/contracts';
import type { TestService } from './test-service.js';

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

interface Verdict {
  pass: boolean;
  message: () => string;
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- jest's types are extended by merging into its namespace
  namespace jest {
    interface Matchers<R> {
      /** An answer that is problem+json of this status and code, well formed. */
      toBeProblem(status: number, code: string): R;
      /** A service whose outbox holds an event of this type with at least these fields. */
      toHaveEmitted(event: EventType, fields: object): Promise<R>;
    }
  }
}

/** Makes `toBeProblem` and `toHaveEmitted` known to this test file. */
export function useMatchers(): void {
  expect.extend({ toBeProblem, toHaveEmitted });
}

function toBeProblem(answer: Answer, status: number, code: string): Verdict {
  const problem = problemSchema.safeParse(answer.body);
  const isMarked = (answer.headers['content-type'] ?? '').startsWith('application/problem+json');
  const pass = isMarked && answer.status === status && problem.data?.status === status && problem.data.code === code;
  return {
    pass,
    message: () => `expected the problem ${status} ${code}, got ${answer.status} ${JSON.stringify(answer.body)}`,
  };
}

async function toHaveEmitted(service: TestService, event: EventType, fields: object): Promise<Verdict> {
  const emitted = await service.events(event);
  const wanted: unknown = expect.objectContaining(fields);
  const pass = emitted.some((data) => isEqual(data, wanted));
  return {
    pass,
    message: () => `expected ${event.type} with ${JSON.stringify(fields)} among ${JSON.stringify(emitted)}`,
  };
}

function isEqual(data: unknown, wanted: unknown): boolean {
  return (wanted as { asymmetricMatch(other: unknown): boolean }).asymmetricMatch(data);
}
