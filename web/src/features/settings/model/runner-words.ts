import type { RunnerResponse, WaitingJobsResponse } from '../../../shared/api/generated/types.gen.js';

/** A runner can be removed when nobody has seen it for so long. */
const GONE_MS = 120_000;

export type RunnerStanding = 'online' | 'draining' | 'paused' | 'offline';

type Standing = Pick<RunnerResponse, 'online' | 'paused' | 'runningJobs'>;

/** What counts most about a runner for one who looks for a reason why nothing starts. */
export function standingOf({ online, paused, runningJobs }: Standing): RunnerStanding {
  if (!online) return 'offline';
  if (!paused) return 'online';
  return runningJobs > 0 ? 'draining' : 'paused';
}

export function isGone({ lastSeenAt }: Pick<RunnerResponse, 'lastSeenAt'>, nowMs: number): boolean {
  return nowMs - Date.parse(lastSeenAt) > GONE_MS;
}

/** What the runners can do about a group of steps that wait. */
export function outlookOf({ runners }: Pick<WaitingJobsResponse, 'runners'>): string {
  if (runners === 0) return 'no runner can take them';
  return runners === 1 ? '1 runner can take them' : `${runners} runners can take them`;
}

/** The command that starts one more runner, for somebody who has the installation's registration token. */
export function startCommand(origin: string): string {
  return [
    `GATEWAY_URL=${origin} \\`,
    'RUNNER_REGISTRATION_TOKEN_FILE=/run/secrets/registration-token \\',
    'RUNNER_NAME=build-2 RUNNER_LABELS=linux,x64 \\',
    'RUNNER_WORK_DIR=/var/lib/throughline-runner \\',
    'node runner/dist/main.js',
  ].join('\n');
}
