import type { Job, JobResult } from './job.ts';
import { runJob } from './run-job.ts';

// The load generator, a process of its own on a core of its own: jobs come in over the channel, results go back.
export type GeneratorReply = { result: JobResult } | { error: string };

process.on('message', (job: Job) => {
  runJob(job).then(
    (result) => process.send?.({ result } satisfies GeneratorReply),
    (error: unknown) => process.send?.({ error: String(error) } satisfies GeneratorReply),
  );
});
process.once('disconnect', () => process.exit());
process.send?.({ ready: true });
