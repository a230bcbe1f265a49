import { loop, type Loop } from '@throughline/platform';
import { HOSTS_CHANNEL } from './hosts/hosts.channel.js';
import { DeploymentLoop } from './work/deployment-loop.js';
import { DueHosts } from './work/due-hosts.js';

/** What the workers of this service do again and again. Any number of them may. */
export const LOOPS: readonly Loop[] = [
  DeploymentLoop,
  loop(DueHosts, {
    everyMs: 1_000,
    hint: HOSTS_CHANNEL,
    pass: (hosts, stopping) => hosts.look(stopping),
    failed: 'no host could be looked at',
  }),
];
