import { Injectable } from '@nestjs/common';
import {
  deploymentsEnvironmentChangedV1,
  deploymentsServiceChangedV1,
  type Envelope,
  type EventData,
  identityMemberChangedV1,
  identityOrgCreatedV1,
  identityProjectChangedV1,
  pipelinesExecutionStartedV1,
} from '@throughline/contracts';
import { AppError, newId } from '@throughline/kernel';
import { OnEvent, type Reconciled, type Tx, UnknownOutcome } from '@throughline/platform';

/** Stands in the error of the poison `leak`. */
export const LEAKED = 'a-password-that-an-error-quotes';

/** What a payload does to its handler until a note `cured` says that the bug is mended. */
const POISON: Record<string, () => never> = {
  throw: () => {
    throw new Error('poison');
  },
  refuse: () => {
    throw new AppError('probe_refused', 'unprocessable', 'The probe refuses this.');
  },
  leak: () => {
    throw new AppError('probe_refused', 'unprocessable', `The peer answered ${LEAKED}.`);
  },
  'leak again': () => {
    throw new Error(`The peer answered ${LEAKED}.`);
  },
  stack: () => deeper(),
  loop: () => {
    for (;;);
  },
  exit: () => process.exit(3),
};

function deeper(): never {
  return deeper();
}

/** Handlers with an effect that shows whether it came once, in its turn, and after all. */
@Injectable()
export class ProbeHandlers {
  @OnEvent(identityOrgCreatedV1)
  async orgCreated(event: Envelope<{ name: string }>, tx: Tx): Promise<void> {
    await note(tx, newId(), event.data.name, event.aggregateVersion);
  }

  /** Each event of a project adds its name to the project's note: only the right order gives the right text. */
  @OnEvent(identityProjectChangedV1, { ordered: true })
  async projectChanged({ data }: Envelope<EventData<typeof identityProjectChangedV1>>, tx: Tx): Promise<void> {
    if (data.name === 'refuse') POISON['refuse']?.();
    await tx.query(
      `INSERT INTO note AS n (id, org_id, text, rank) VALUES ($1, $2, $3, 1)
       ON CONFLICT (id) DO UPDATE SET text = n.text || ' ' || $3, rank = n.rank + 1`,
      [data.projectId, tx.orgId, data.name],
    );
  }

  @OnEvent(identityMemberChangedV1, { newest: true })
  async memberChanged({ data }: Envelope<EventData<typeof identityMemberChangedV1>>, tx: Tx): Promise<void> {
    await tx.query(
      `INSERT INTO note (id, org_id, text, rank) VALUES ($1, $2, $3, 1) ON CONFLICT (id) DO UPDATE SET text = $3`,
      [data.userId, tx.orgId, data.fullName],
    );
  }

  @OnEvent(deploymentsServiceChangedV1)
  async serviceChanged({ id, data }: Envelope<EventData<typeof deploymentsServiceChangedV1>>, tx: Tx): Promise<void> {
    const cured = await tx.query(`SELECT 1 FROM note WHERE text = 'cured'`);
    if (cured.length === 0) POISON[data.name]?.();
    if (data.name === 'flaky') await failOnce(tx, id);
    await note(tx, newId(), `${data.name} ${data.serviceId}`, 1);
  }

  /** Plays a call to a peer that breaks off: its effect is a note of another transaction, which reconciling finds. */
  @OnEvent(deploymentsEnvironmentChangedV1, { reconcile: 'lookForEnvironment' })
  async environmentChanged(event: Envelope<EventData<typeof deploymentsEnvironmentChangedV1>>, tx: Tx): Promise<void> {
    const { environmentId, name } = event.data;
    if (name === 'lost') {
      const asked = await tx.query('SELECT 1 FROM delivery_attempt WHERE event_id = $1', [event.id]);
      if (asked.length === 1) throw new UnknownOutcome('the peer did not answer');
    }
    await note(tx, environmentId, `called ${name}`, 1);
  }

  async lookForEnvironment(
    event: Envelope<EventData<typeof deploymentsEnvironmentChangedV1>>,
    tx: Tx,
  ): Promise<Reconciled> {
    const found = await tx.query(`SELECT 1 FROM note WHERE text = $1`, [`peer has ${event.data.environmentId}`]);
    return found.length > 0 ? 'applied' : 'not_applied';
  }

  @OnEvent(pipelinesExecutionStartedV1)
  async executionStarted(): Promise<void> {}
}

/** A first start that meets an outage. */
async function failOnce(tx: Tx, eventId: string): Promise<void> {
  const starts = await tx.query('SELECT 1 FROM delivery_attempt WHERE event_id = $1', [eventId]);
  if (starts.length === 1) throw new AppError('probe_down', 'unavailable', 'The probe is down for a moment.');
}

async function note(tx: Tx, id: string, text: string, rank: number): Promise<void> {
  await tx.query('INSERT INTO note (id, org_id, text, rank) VALUES ($1, $2, $3, $4)', [id, tx.orgId, text, rank]);
}
