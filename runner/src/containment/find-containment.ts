import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { access, constants, mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { bubblewrapArguments, PRLIMIT } from './command-line.rules.js';
import { findCgroup } from './find-cgroup.js';
import type { Containment } from './containment.rules.js';

export interface ContainmentWishes {
  /** `required`: a runner without bubblewrap does not start. */
  sandbox: 'auto' | 'none' | 'required';
  hiddenPaths: string[];
  /** A cgroup that was given to the runner; undefined for the one it is in. */
  cgroup: string | undefined;
  workDir: string;
  path: string;
}

const run = promisify(execFile);
const PROBE_MS = 5_000;
/** Sockets of other programs are there: databases, container engines. */
const SOCKETS = '/run';
/** Parts of the system that some distributions keep there. */
const SYSTEM_IN_SOCKETS = ['/run/current-system', '/run/wrappers'];

/** What holds steps on this machine, each tried out. @throws Error when bubblewrap is required and does not work */
export async function findContainment(wishes: ContainmentWishes): Promise<Containment> {
  const hidden = [SOCKETS, ...wishes.hiddenPaths].filter((path) => existsSync(path));
  const shown = [nameServers(), ...SYSTEM_IN_SOCKETS].flatMap((path) =>
    path?.startsWith(`${SOCKETS}/`) && existsSync(path) ? [path] : [],
  );
  const prlimit = existsSync(PRLIMIT);
  const found: Containment = { prlimit, bubblewrap: null, hidden, shown, cgroup: findCgroup(wishes.cgroup) };
  if (wishes.sandbox === 'none') return found;
  const bubblewrap = await workingBubblewrap(wishes, found);
  if (bubblewrap === null && wishes.sandbox === 'required') throw new Error('bubblewrap does not work here');
  return { ...found, bubblewrap };
}

/** The program when it can do here what steps need, as the user that we are; null else. */
async function workingBubblewrap({ path, workDir }: ContainmentWishes, found: Containment): Promise<string | null> {
  const program = await inPath('bwrap', path);
  if (program === undefined) return null;
  const [root, home] = [join(workDir, 'probe'), join(workDir, 'probe')];
  await mkdir(join(home, 'tmp'), { recursive: true, mode: 0o700 });
  const argv = bubblewrapArguments(found, { workDir, root, home, network: false });
  try {
    await run(program, [...argv, '--', '/bin/sh', '-c', 'exit 0'], { timeout: PROBE_MS });
    return program;
  } catch {
    return null;
  }
}

async function inPath(name: string, path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter)) {
    const file = join(folder, name);
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return undefined;
}

/** The file that says who resolves names is often a link to where sockets are. */
function nameServers(): string | undefined {
  try {
    return realpathSync('/etc/resolv.conf');
  } catch {
    return undefined;
  }
}
