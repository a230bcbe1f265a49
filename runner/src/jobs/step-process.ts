import { spawn } from 'node:child_process';
import { containedCommand } from '../containment/command-line.rules.js';
import type { Containment } from '../containment/containment.rules.js';
import { isAlive } from '../processes/process-stat.js';
import { StepCgroup } from '../processes/step-cgroup.js';
import { adoptionOf } from '../records/adoption.rules.js';
import { follow, LeftRunningError } from '../records/record-follower.js';
import type { StepEnd } from '../records/step-end.rules.js';
import type { StepRecord } from '../records/step-record.js';
import type { RunnerConfig } from '../runner.config.js';
import type { Job } from '../server/protocol.js';
import type { WardenSpec } from '../warden/warden-spec.js';
import type { Workspace } from '../workspaces/workspaces.js';
import type { StepOutput } from './step-output.js';

/** A program that does a step. */
export interface StepCommand {
  command: string;
  argv: string[];
  /** The whole environment: nothing is inherited. */
  env: Record<string, string>;
  /** Somebody else's code: it runs inside all that this machine can contain it with. */
  isStrange: boolean;
}

export interface StepRunner {
  run(command: StepCommand): Promise<StepEnd>;
}

export interface StepProcessSetting {
  job: Job;
  record: StepRecord;
  mark: string;
  pulseFile: string;
  config: RunnerConfig;
  containment: Containment;
  workspace: Workspace;
  output: StepOutput;
  ending: AbortSignal;
  leaving: AbortSignal;
}

/** A warden watches and notes, and no more; without this Node would reserve for a large program. */
const WARDEN_FLAGS = ['--max-old-space-size=64'];
const UNKNOWN: StepEnd = { cause: 'lost', exitCode: -1, signalName: null, message: null };

/** The process of one step, under a warden that outlives this runner. */
export class StepProcess implements StepRunner {
  constructor(private readonly setting: StepProcessSetting) {}

  /**
   * Runs the program to its end; when an earlier run of this runner has begun it, that one is followed instead, and
   * nothing is started.
   * @throws LeftRunningError when the runner stops first
   */
  async run(command: StepCommand): Promise<StepEnd> {
    const { job, record, mark, leaving, ending } = this.setting;
    if (leaving.aborted) throw new LeftRunningError('the runner stops');
    ending.throwIfAborted();
    const { jobId, attempt, fence } = job;
    if (record.claim({ jobId, attempt, fence, mark })) return this.followed(this.start(command));
    record.renewFence(fence);
    const adoption = adoptionOf(record.trace());
    if (adoption === 'unknown') return UNKNOWN;
    const warden = record.warden();
    return this.followed(() => warden !== undefined && isAlive(warden));
  }

  private followed(living: () => boolean): Promise<StepEnd> {
    const { record, output, ending, leaving } = this.setting;
    return follow(record, { isAlive: living, onFrame: (frame) => output.add(frame), ending, leaving });
  }

  /** Starts the warden; the answer tells whether it lives. */
  private start(command: StepCommand): () => boolean {
    const warden = spawn(process.execPath, [...WARDEN_FLAGS, this.setting.config.wardenFile], {
      cwd: this.setting.record.folder,
      detached: true, // its own session, and no end when ours comes
      env: {},
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    let ended = false;
    warden.once('exit', () => (ended = true));
    warden.once('error', () => (ended = true));
    warden.stdin.on('error', () => undefined); // it ended before it read; `ended` says so
    warden.stdin.end(JSON.stringify(this.specOf(command)));
    warden.unref();
    return () => !ended;
  }

  private specOf(command: StepCommand): WardenSpec {
    const { job, record, mark, pulseFile, config, containment, workspace } = this.setting;
    const { timeoutMs, outputLimitBytes } = job.spec;
    const { folder: base, hasLimits } = containment.cgroup ?? {};
    const cgroup =
      base === undefined ? null : { folder: StepCgroup.of(base, mark).folder, hasLimits: hasLimits === true };
    const around = {
      ...workspace,
      workDir: config.workDir,
      network: job.spec.network !== 'none',
      cgroup: cgroup?.folder ?? null,
    };
    const bubblewrap = command.isStrange ? containment.bubblewrap : null;
    return {
      ...containedCommand(command, { ...containment, bubblewrap }, config.limits, around),
      ...{ env: command.env, cwd: workspace.root, mark, cgroup, pulseFile, timeoutMs, outputLimitBytes },
      folder: record.folder,
      orphanAfterMs: job.leaseMs,
      limits: config.limits,
      folders: [workspace.root, workspace.home],
    };
  }
}
