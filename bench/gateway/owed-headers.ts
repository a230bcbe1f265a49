import type { Subject } from './arms.ts';
import type { GateKeeper } from './gate-keeper.ts';
import type { Payload } from './workload.ts';

/** What the gateway owes every caller, however fast it is. */
const OWED = ['ratelimit', 'ratelimit-policy', 'x-request-id', 'content-security-policy', 'x-content-type-options'];

/** Asks each subject the same as the upstream itself, and holds status, body and headers of the answers together. */
export async function checkAnswers(subjects: Subject[], payloads: Payload[], gate: GateKeeper): Promise<void> {
  const [direct] = subjects;
  if (!direct) return;
  for (const payload of payloads.filter(({ method }) => method === 'GET')) {
    const right = await ask(direct, payload.bytes);
    for (const subject of subjects) {
      const answer = await ask(subject, payload.bytes);
      const isSame = answer.status === right.status && answer.body.equals(right.body);
      if (!isSame) gate.refuse(`${subject.id} ${payload.id}: status ${answer.status}, not the upstream's answer`);
      for (const name of missing(subject, answer.headers)) gate.refuse(`${subject.id} ${payload.id}: no ${name}`);
    }
  }
}

function missing({ kind }: Subject, headers: Headers): string[] {
  return kind === 'ours' ? OWED.filter((name) => !headers.has(name)) : [];
}

async function ask(subject: Subject, bytes: number): Promise<{ status: number; body: Buffer; headers: Headers }> {
  const [bearer] = subject.bearers(1);
  const response = await fetch(`http://127.0.0.1:${subject.port}${subject.path(bytes)}`, {
    headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
  });
  return { status: response.status, body: Buffer.from(await response.arrayBuffer()), headers: response.headers };
}
