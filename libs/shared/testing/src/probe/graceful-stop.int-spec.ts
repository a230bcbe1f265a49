import { newId } from '@throughline/kernel';
import { eventually } from '../eventually.js';
import { brokenInvariants } from '../invariants/broken-invariants.js';
import { createProbeWorld, type ProbeWorld } from './probe-process.js';

const SENDERS = 4;
const EXIT_MS = 25_000;
const CALM = { DRAIN_MS: 300, QUEUE_LOCK_MS: 30_000 };

/** C14: a process that is told to stop finishes what it has accepted, and the next one goes on from there. */
describe('C14: a graceful stop under load', () => {
  let world: ProbeWorld;
  beforeAll(async () => {
    world = await createProbeWorld();
  });
  afterAll(() => world.close());

  it('answers every command that it carried out, loses no event and stalls no job', async () => {
    const probe = await world.start(CALM);
    const senders = Array.from({ length: SENDERS }, () => ({ orgId: newId(), accepted: [] as string[] }));
    const all = { senders, isStopping: false, failed: [] as string[] };
    const sending = senders.map((sender) => sendUntilRefused(world, probe.url, { sender, all }));
    await eventually(() => expect(senders.flatMap((sender) => sender.accepted).length).toBeGreaterThan(40));
    const toldAt = performance.now();
    all.isStopping = true;
    probe.stop();
    expect(await probe.ended).toBe(0);
    expect(performance.now() - toldAt).toBeLessThan(EXIT_MS);
    await Promise.all(sending);
    expect(all.failed).toEqual([]);
    expect(await world.activeJobs()).toBe(0); // none was left for others to find stalled
    const successor = await world.start(CALM);
    for (const { orgId, accepted } of senders) {
      expect(await world.notes(orgId, 'sent')).toEqual(accepted);
      await eventually(async () => expect(await world.notes(orgId, 'echo')).toEqual(accepted), 20_000);
    }
    successor.stop();
    expect(await successor.ended).toBe(0);
    expect(await brokenInvariants({ query: world.db.query, schemas: ['billing'] })).toEqual([]);
  }, 60_000);
});

interface Sender {
  orgId: string;
  /** The ranks whose command was answered with 201. */
  accepted: string[];
}

/**
 * One command after the other over a kept-alive connection. Once the process has been told to stop it may refuse one
 * (503, or no connection); the test holds the commands that had their effect against those that were answered.
 */
async function sendUntilRefused(
  world: ProbeWorld,
  url: string,
  { sender, all }: { sender: Sender; all: { isStopping: boolean; failed: string[] } },
): Promise<void> {
  for (let rank = 0; ; rank += 5) {
    const outcome = await world
      .post(url, sender.orgId, '/echoes', { text: `${rank}`, rank })
      .then((answer) => answer.status, String);
    if (outcome === 201) sender.accepted.push(`${rank}`);
    else {
      if (!all.isStopping) all.failed.push(`${outcome}`);
      return;
    }
  }
}
