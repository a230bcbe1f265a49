import type { Queue } from 'bullmq';
import { z } from 'zod';
import type { Pulse } from './queue-loss.rules.js';

const JOB = 'pulse';
const pulseSchema = z.object({ counter: z.number(), runId: z.string(), atMs: z.number() });

/** The pulse as the data of a job that no worker takes: whatever takes the queue's jobs away takes it too. */
export function pulseIn(queueOf: (name: string) => Queue) {
  const queues = new Map<string, Queue>();
  const queueOfOwner = (owner: string): Queue => {
    const queue = queues.get(owner) ?? queueOf(`${owner}.pulse`);
    queues.set(owner, queue);
    return queue;
  };
  return {
    async readPulse(owner: string): Promise<Pulse | undefined> {
      const job = await queueOfOwner(owner).getJob(JOB);
      return pulseSchema.safeParse(job?.data).data;
    },
    async writePulse(owner: string, pulse: Pulse): Promise<void> {
      const queue = queueOfOwner(owner);
      const job = await queue.getJob(JOB);
      if (job) await job.updateData(pulse);
      else await queue.add(JOB, pulse, { jobId: JOB });
    },
  };
}
