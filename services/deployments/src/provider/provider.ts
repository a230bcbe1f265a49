import type { HostKind } from '../hosts/hosts.dto.js';

export interface HostRef {
  id: string;
  name: string;
}

/** All that a host needs to run one deployment of a service. */
export interface AppSpec {
  orgId: string;
  deploymentId: string;
  serviceSlug: string;
  artifactDigest: string;
  command: readonly string[];
  healthPath: string;
  variables: Readonly<Record<string, string>>;
  /** In plain text. */
  secrets: Readonly<Record<string, string>>;
  /** Taken when it is free, so that an app that is started again keeps its address. */
  preferredPort: number | null;
}

/** An app that runs on a host. */
export interface ObservedApp {
  deploymentId: string;
  serviceSlug: string;
  pid: number;
  startTicks: string;
  port: number;
}

/** What a host runs of one service. */
export interface ServiceState {
  running: readonly ObservedApp[];
  /** The deployment that `current` leads to. */
  current: string | null;
}

/** One step from what a host runs to what it should run. */
export type HostChange =
  | { change: 'start' }
  | { change: 'switch'; serviceSlug: string; deploymentId: string }
  | { change: 'stop'; app: ObservedApp };

/**
 * How one kind of host is changed. Every method may be called again after a crash: what is already so stays so.
 * Rejections are AppErrors whose message a person can act on.
 */
export interface Provider {
  readonly kind: HostKind;
  /** Rejects when nothing can be done on the host; else makes it usable. */
  probe(host: HostRef): Promise<void>;
  /** Everything of ours that runs there. */
  discover(host: HostRef): Promise<ObservedApp[]>;
  read(host: HostRef, serviceSlug: string): Promise<ServiceState>;
  /** Undefined when the deployment's app was never started there; else a sentence that quotes its last lines. */
  lastWords(host: HostRef, app: Pick<AppSpec, 'deploymentId' | 'secrets'>): Promise<string | undefined>;
  plan(desired: { serviceSlug: string; deploymentId: string }, actual: ServiceState): HostChange[];
  apply(host: HostRef, change: HostChange, app: AppSpec): Promise<void>;
  /** Resolves to the app's address once it answers; rejects, quoting its last lines, when it does not. */
  verify(host: HostRef, app: AppSpec, signal: AbortSignal): Promise<{ url: string; port: number }>;
  /** One look at a running app. */
  isHealthy(host: HostRef, app: Pick<AppSpec, 'deploymentId' | 'serviceSlug' | 'healthPath'>): Promise<boolean>;
  /** Takes back what apply did for this deployment, and leads `current` to `previousId` again. */
  undo(host: HostRef, app: Pick<AppSpec, 'deploymentId' | 'serviceSlug'>, previousId: string | null): Promise<void>;
  /** Stops everything that runs on the host and removes all that was put there. */
  clear(host: HostRef): Promise<void>;
}
