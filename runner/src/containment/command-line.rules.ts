import type { Containment, StepLimits } from './containment.rules.js';

export interface CommandLine {
  command: string;
  argv: string[];
}

export interface Surroundings {
  /** The runner's own folder: its identity, records and every other workspace. A step sees its own two folders of it. */
  workDir: string;
  root: string;
  home: string;
  /** False: the step reaches no network at all, not even this machine's. */
  network: boolean;
}

export const PRLIMIT = '/usr/bin/prlimit';
const ENTER = 'echo $$ > "$1" && shift && exec "$@"';

/**
 * A step's command line inside all that this machine can contain it with, from the outside to the inside: the cgroup, the
 * kernel's limits, bubblewrap.
 * @param cgroup the folder of the step's own cgroup; null without one
 */
export function containedCommand(
  inner: CommandLine,
  containment: Containment,
  limits: StepLimits,
  { cgroup, ...around }: Surroundings & { cgroup: string | null },
): CommandLine {
  const { prlimit, bubblewrap } = containment;
  const words = [
    ...(cgroup === null ? [] : ['/bin/sh', '-c', ENTER, 'sh', `${cgroup}/cgroup.procs`]),
    ...(prlimit ? [PRLIMIT, '--core=0', `--data=${limits.memoryBytes}`, `--fsize=${limits.diskBytes}`, '--'] : []),
    ...(bubblewrap === null ? [] : [bubblewrap, ...bubblewrapArguments(containment, around), '--']),
    inner.command,
    ...inner.argv,
  ];
  const [command = inner.command, ...argv] = words;
  return { command, argv };
}

/** The system read-only, a /tmp of its own, nothing of the runner but the step's folders, and its own processes alone. */
export function bubblewrapArguments({ hidden, shown }: Containment, around: Surroundings): string[] {
  const { workDir, root, home, network } = around;
  return [
    ...['--die-with-parent', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
    ...(network ? [] : ['--unshare-net']),
    ...['--cap-drop', 'ALL'],
    ...['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc'],
    ...['--bind', `${home}/tmp`, '/tmp'],
    ...hidden.flatMap((path) => ['--tmpfs', path]),
    ...shown.flatMap((path) => ['--ro-bind', path, path]),
    ...['--tmpfs', workDir],
    ...['--bind', root, root, '--bind', home, home],
    ...['--chdir', root],
  ];
}
