import type { V1Job, V1Secret } from '@kubernetes/client-node';
import type { StepLimits } from '../containment/containment.rules.js';

export interface StepPod {
  jobId: string;
  attempt: number;
  /** Tells this runner's Jobs from another's. */
  runnerMark: string;
  image: string;
  command: string;
  argv: string[];
  env: Record<string, string>;
  secrets: Record<string, string>;
  timeoutMs: number;
  limits: StepLimits;
  workspaceKey: string;
  /** The claim of the volume that is the runner's work folder too. */
  claim: string;
  /** The user that the runner is: both write to the workspace. */
  userId: number;
}

export const CONTAINER = 'step';
/** Where the workspace and the home lie inside of the container. */
export const ROOT = '/workspace';
export const HOME = '/home/step';
export const RUNNER_LABEL = 'throughline.dev/runner';
/** A Job that has ended is kept so long, for a runner that has to ask once more how it ended. */
const KEEP_S = 3_600;

/** Its name is the step's: a second one for the same attempt cannot be made. */
export function jobNameOf({ jobId, attempt }: { jobId: string; attempt: number }): string {
  return `step-${jobId.toLowerCase().replaceAll(/[^a-z0-9-]/g, '')}-${attempt}`;
}

/** One Job of one pod that is tried once, without the cluster's credentials and without any privilege. */
export function jobOf(pod: StepPod): V1Job {
  const name = jobNameOf(pod);
  const labels = {
    [RUNNER_LABEL]: pod.runnerMark,
    'app.kubernetes.io/component': 'runner',
    'throughline.dev/step': name,
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, labels },
    spec: {
      backoffLimit: 0,
      completions: 1,
      parallelism: 1,
      activeDeadlineSeconds: Math.ceil(pod.timeoutMs / 1_000),
      ttlSecondsAfterFinished: KEEP_S,
      template: { metadata: { labels }, spec: podSpec(pod, name) },
    },
  };
}

/** What the step declares as secret; it goes with its Job. */
export function secretOf(pod: StepPod, jobUid: string): V1Secret {
  const name = jobNameOf(pod);
  const owner = { apiVersion: 'batch/v1', kind: 'Job', name, uid: jobUid };
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, ownerReferences: [owner] }, stringData: pod.secrets };
}

function podSpec(pod: StepPod, name: string): NonNullable<V1Job['spec']>['template']['spec'] {
  const { userId, claim, workspaceKey } = pod;
  return {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: userId,
      runAsGroup: userId,
      fsGroup: userId,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: CONTAINER,
        image: pod.image,
        command: [pod.command],
        args: pod.argv,
        workingDir: ROOT,
        env: Object.entries(pod.env).map(([variable, value]) => ({ name: variable, value })),
        ...(Object.keys(pod.secrets).length > 0 ? { envFrom: [{ secretRef: { name } }] } : {}),
        resources: resourcesOf(pod.limits),
        securityContext: { allowPrivilegeEscalation: false, privileged: false, capabilities: { drop: ['ALL'] } },
        volumeMounts: [
          { name: 'work', mountPath: ROOT, subPath: `workspaces/${workspaceKey}` },
          { name: 'work', mountPath: HOME, subPath: `homes/${workspaceKey}` },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ],
    volumes: [
      { name: 'work', persistentVolumeClaim: { claimName: claim } },
      { name: 'tmp', emptyDir: { sizeLimit: String(pod.limits.diskBytes) } },
    ],
  };
}

function resourcesOf({ memoryBytes, diskBytes }: StepLimits): object {
  return {
    requests: { cpu: '100m', memory: String(Math.min(memoryBytes, 256 * 1024 * 1024)) },
    limits: { memory: String(memoryBytes), 'ephemeral-storage': String(diskBytes) },
  };
}
