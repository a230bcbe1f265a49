export type StepKey = 'repository' | 'host' | 'log';
export type Steps = Record<StepKey, boolean>;

type Facts = {
  repositories: readonly { lastDeliveryAt: string | null }[];
  hosts: readonly unknown[];
  logLines: number;
};

/** Which of the three steps real events have ticked. A repository counts once it exists; its first push ticks the rest. */
export function firstRunSteps({ repositories, hosts, logLines }: Facts): Steps {
  return { repository: repositories.length > 0, host: hosts.length > 0, log: logLines > 0 };
}

/** `fresh`: nothing done yet; `partly`: some steps are left; `done`: the checklist is over. */
export function firstRunStage(steps: Steps): 'fresh' | 'partly' | 'done' {
  const done = Object.values(steps).filter(Boolean).length;
  if (done === 0) return 'fresh';
  return done === Object.keys(steps).length ? 'done' : 'partly';
}
