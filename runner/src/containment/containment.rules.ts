/** What this machine can hold a step with; found out once, when the runner starts. */
export interface Containment {
  /** util-linux's prlimit: the kernel's limits for each process. */
  prlimit: boolean;
  /** Path of bubblewrap, when it works here: a step sees its workspace and a read-only system, and no other process. */
  bubblewrap: string | null;
  /** Paths below which a step sees nothing. */
  hidden: string[];
  /** Of what lies in hidden paths, what steps need to work. */
  shown: string[];
  cgroup: CgroupBase | null;
}

/** A cgroup (version 2) in which steps may have one of their own. */
export interface CgroupBase {
  folder: string;
  /** The kernel keeps the limits of processes and memory itself; else the warden looks every 250 ms. */
  hasLimits: boolean;
}

export interface StepLimits {
  /** Of all processes of the step together. */
  memoryBytes: number;
  processes: number;
  /** Of the workspace and the home together. */
  diskBytes: number;
}

/** The words by which the server and people hear of it. */
export function capabilitiesOf({ prlimit, bubblewrap, cgroup }: Containment): string[] {
  return [
    ...(bubblewrap === null ? [] : ['bubblewrap', 'no-network']),
    ...(cgroup === null ? [] : ['cgroup']),
    ...(cgroup?.hasLimits ? ['cgroup-limits'] : []),
    ...(prlimit ? ['prlimit'] : []),
  ];
}
