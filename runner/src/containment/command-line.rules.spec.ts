import { bubblewrapArguments, containedCommand } from './command-line.rules.js';
import type { Containment } from './containment.rules.js';

const BARE: Containment = { prlimit: false, bubblewrap: null, hidden: [], shown: [], cgroup: null };
const FULL: Containment = { ...BARE, prlimit: true, bubblewrap: '/usr/bin/bwrap', hidden: ['/run'], shown: ['/run/x'] };
const LIMITS = { memoryBytes: 1_000, processes: 10, diskBytes: 2_000 };
const AROUND = { workDir: '/w', root: '/w/workspaces/a', home: '/w/homes/a', network: true };
const INNER = { command: '/bin/sh', argv: ['-c', 'echo "$@"; true'] };

/** The places of the words in the list; those of a word that is not there are -1. */
const places = (words: readonly string[], ...wanted: string[]): number[] => wanted.map((word) => words.indexOf(word));

describe('the command line of a step', () => {
  it('is the step itself where the machine has nothing', () => {
    expect(containedCommand(INNER, BARE, LIMITS, { ...AROUND, cgroup: null })).toEqual(INNER);
  });

  it('puts the cgroup around the limits around bubblewrap around the step, whose words stay as they are', () => {
    const { command, argv } = containedCommand(INNER, FULL, LIMITS, { ...AROUND, cgroup: '/sys/fs/cgroup/step' });
    expect(command).toBe('/bin/sh');
    expect(argv.slice(2, 4)).toEqual(['sh', '/sys/fs/cgroup/step/cgroup.procs']);
    const order = places(argv, '/usr/bin/prlimit', '--data=1000', '--fsize=2000', '/usr/bin/bwrap', 'echo "$@"; true');
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(argv.slice(-3)).toEqual(['/bin/sh', ...INNER.argv]);
    expect(argv.at(-4)).toBe('--');
  });

  it('hides before it shows: the own folders lie in one that is hidden', () => {
    const words = bubblewrapArguments(FULL, AROUND);
    const order = places(words, '/', '/run', '/run/x', '/w', '/w/workspaces/a');
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(words.filter((word) => word === '--bind')).toHaveLength(3);
  });

  it('takes the network away only where the step says so', () => {
    expect(bubblewrapArguments(FULL, AROUND)).not.toContain('--unshare-net');
    expect(bubblewrapArguments(FULL, { ...AROUND, network: false })).toContain('--unshare-net');
  });
});
