import { setTimeout as delay } from 'node:timers/promises';
import type { StepCommand, StepRunner } from '../jobs/step-process.js';
import type { StepOutput } from '../jobs/step-output.js';
import { LeftRunningError } from '../records/record-follower.js';
import type { StepEnd } from '../records/step-end.rules.js';
import type { StepRecord } from '../records/step-record.js';
import type { RunnerConfig } from '../runner.config.js';
import type { Job } from '../server/protocol.js';
import type { Workspace } from '../workspaces/workspaces.js';
import { endOf, hasStarted } from './job-end.rules.js';
import type { KubeApi } from './kube-api.js';
import { isPassing } from './kube-errors.js';
import { HOME, jobNameOf, jobOf, secretOf, type StepPod } from './step-job.rules.js';
import { TimedLines } from './timed-lines.js';

export interface KubernetesStepSetting {
  kube: KubeApi;
  job: Job;
  record: StepRecord;
  mark: string;
  runnerMark: string;
  config: RunnerConfig;
  workspace: Workspace;
  output: StepOutput;
  ending: AbortSignal;
  leaving: AbortSignal;
}

const LOOK_MS = 1_000;
/** A pod is never root, even where the runner is. */
const SOMEBODY = 1_000;
const LOST: StepEnd = { cause: 'lost', exitCode: -1, signalName: null, message: null };
const ABORTED: StepEnd = { ...LOST, cause: 'aborted' };

/** A step as a Job of the cluster, which goes on whatever becomes of this runner. */
export class KubernetesStep implements StepRunner {
  private readonly name: string;
  private readonly lines: TimedLines;
  private wake = new AbortController();

  constructor(private readonly setting: KubernetesStepSetting) {
    this.name = jobNameOf(setting.job);
    this.lines = new TimedLines((frame) => setting.output.add(frame));
  }

  /** As StepProcess.run: what an earlier run of this runner has begun is followed, and nothing is started twice. */
  async run(command: StepCommand): Promise<StepEnd> {
    const { job, record, mark, kube, leaving, ending } = this.setting;
    if (leaving.aborted) throw new LeftRunningError('the runner stops');
    ending.throwIfAborted();
    const { jobId, attempt, fence } = job;
    const pod = this.podOf(command);
    const isFresh = record.claim({ jobId, attempt, fence, mark });
    const made = await this.answered(() => (isFresh ? kube.createJob(jobOf(pod)) : kube.job(this.name)));
    if (!made) return LOST;
    // Without it the pod waits; an earlier run of this runner may have been killed before it came to this.
    if (Object.keys(pod.secrets).length > 0)
      await this.answered(() => kube.createSecret(secretOf(pod, made.metadata?.uid ?? '')));
    return this.follow();
  }

  /** Repeats a call until the cluster has answered it. @throws LeftRunningError when the runner stops first */
  private async answered<T>(call: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await call();
      } catch (error) {
        if (!isPassing(error)) throw error;
        if (this.setting.leaving.aborted) throw new LeftRunningError('the runner stops');
        await delay(LOOK_MS);
      }
    }
  }

  private async follow(): Promise<StepEnd> {
    const { ending, leaving } = this.setting;
    const over = new AbortController();
    const nudge = (): void => this.wake.abort();
    const watching = this.watch(over.signal, nudge);
    ending.addEventListener('abort', nudge);
    leaving.addEventListener('abort', nudge);
    try {
      for (;;) {
        if (leaving.aborted) throw new LeftRunningError('the runner stops');
        const end = await this.answered(() => (ending.aborted ? this.end() : this.look(over.signal)));
        if (end) return end;
        await delay(LOOK_MS, undefined, { signal: this.wake.signal }).catch(() => undefined);
        this.wake = new AbortController();
      }
    } finally {
      ending.removeEventListener('abort', nudge);
      leaving.removeEventListener('abort', nudge);
      over.abort();
      await watching;
    }
  }

  private async end(): Promise<StepEnd> {
    await this.setting.kube.deleteJob(this.name);
    return ABORTED;
  }

  /** Reads the output as far as it goes, and the end when there is one. */
  private async look(over: AbortSignal): Promise<StepEnd | undefined> {
    const { kube } = this.setting;
    const pod = await kube.pod(this.name);
    const podName = pod?.metadata?.name;
    if (podName !== undefined && hasStarted(pod)) await this.read(podName, over);
    const job = await kube.job(this.name);
    if (!job) return LOST;
    const isOver = endOf(job, pod) !== undefined;
    return isOver ? endOf(job, (await kube.pod(this.name)) ?? pod) : undefined;
  }

  /** Follows the output to its end, or until the runner has something else to do. */
  private async read(podName: string, over: AbortSignal): Promise<void> {
    const { kube, ending, leaving } = this.setting;
    const stream = this.lines.stream();
    const closed = new Promise<void>((resolve) => stream.once('close', resolve));
    const reading = await kube.follow(podName, stream).catch(() => undefined);
    if (!reading) return; // the container has just gone, or the cluster is away: the next look tells
    const stop = AbortSignal.any([ending, leaving, over]);
    const onStop = (): void => {
      reading.abort();
      stream.destroy();
    };
    stop.addEventListener('abort', onStop);
    if (stop.aborted) onStop();
    await closed;
    stop.removeEventListener('abort', onStop);
  }

  /** Wakes the follower whenever the cluster says that the Job has changed. */
  private async watch(over: AbortSignal, onChange: () => void): Promise<void> {
    while (!over.aborted) {
      await new Promise<void>((resolve) => {
        over.addEventListener('abort', () => resolve(), { once: true });
        void this.setting.kube.watchJob(this.name, onChange, resolve).then((watching) => {
          over.addEventListener('abort', () => watching.abort(), { once: true });
          if (over.aborted) watching.abort();
        }, resolve);
      });
      await delay(LOOK_MS, undefined, { signal: over }).catch(() => undefined);
    }
  }

  private podOf({ command, argv, env }: StepCommand): StepPod {
    const { job, config, workspace, runnerMark } = this.setting;
    const { secrets, image, workspaceKey, timeoutMs } = job.spec;
    const { PATH: _, ...own } = env; // the image has its own
    const there = ([name, value]: [string, string]): [string, string] => [name, value.replace(workspace.home, HOME)];
    const open = Object.entries({ ...own, TMPDIR: '/tmp' }).filter(([name]) => !(name in (secrets ?? {})));
    return {
      ...{ jobId: job.jobId, attempt: job.attempt, runnerMark, command, argv, workspaceKey, timeoutMs },
      env: Object.fromEntries(open.map(there)),
      secrets: secrets ?? {},
      image: image ?? config.kubernetes.image,
      limits: config.limits,
      claim: config.kubernetes.claim,
      userId: process.getuid?.() || SOMEBODY,
    };
  }
}
