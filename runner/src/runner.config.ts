import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { StepLimits } from './containment/containment.rules.js';

const MIB = 1024 * 1024;

const shape = z.object({
  GATEWAY_URL: z.url(),
  RUNNER_REGISTRATION_TOKEN: z.string().min(1).optional(),
  RUNNER_NAME: z.string().min(1).max(63).default(hostname().slice(0, 63)),
  RUNNER_WORK_DIR: z.string(),
  RUNNER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(2),
  RUNNER_LABELS: z.string().default(''),
  /** What a step may take, all its processes together. */
  RUNNER_STEP_MEMORY_MIB: z.coerce.number().int().min(64).default(8_192),
  RUNNER_STEP_PROCESSES: z.coerce.number().int().min(8).default(2_048),
  RUNNER_STEP_DISK_MIB: z.coerce.number().int().min(16).default(10_240),
  RUNNER_EXECUTOR: z.enum(['process', 'kubernetes']).default('process'),
  RUNNER_KUBERNETES_NAMESPACE: z.string().default('default'),
  RUNNER_KUBERNETES_CLAIM: z.string().default('runner-work'),
  RUNNER_KUBERNETES_IMAGE: z.string().default('node:24'),
  RUNNER_SANDBOX: z.enum(['auto', 'none', 'required']).default('auto'),
  /** Absolute paths, separated by commas, that steps must not see; needs bubblewrap. */
  RUNNER_HIDDEN_PATHS: z.string().default(''),
  /** A cgroup (version 2) that is the runner's to use; the one that it is in, else. */
  RUNNER_CGROUP: z.string().optional(),
  /** Only where the runner does not run from its build. */
  WARDEN_FILE: z.string().default(join(import.meta.dirname, 'warden', 'main.js')),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  PATH: z.string().default('/usr/local/bin:/usr/bin:/bin'),
});

export interface KubernetesConfig {
  namespace: string;
  /** Of the volume that is mounted as this runner's work folder too. */
  claim: string;
  /** For steps that name none. */
  image: string;
}

export interface RunnerConfig {
  gatewayUrl: string;
  /** Needed until the runner has registered once. */
  registrationToken: string | undefined;
  name: string;
  workDir: string;
  concurrency: number;
  labels: string[];
  executor: 'process' | 'kubernetes';
  kubernetes: KubernetesConfig;
  limits: StepLimits;
  sandbox: 'auto' | 'none' | 'required';
  hiddenPaths: string[];
  cgroup: string | undefined;
  wardenFile: string;
  logLevel: string;
  /** PATH of the steps; the Node that runs us comes first, so that steps find `node`. */
  path: string;
}

/** The runner's configuration. Throws an error that lists keys and reasons, never values. */
export function readRunnerConfig(env: NodeJS.ProcessEnv = process.env): Readonly<RunnerConfig> {
  const values = Object.fromEntries(Object.keys(shape.shape).map((key) => [key, valueOf(key, env)]));
  const parsed = shape.safeParse(values);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code.replaceAll('_', ' ')}`);
    throw new Error(`configuration is not usable: ${reasons.join('; ')}`);
  }
  const { data } = parsed;
  return Object.freeze({
    gatewayUrl: withoutSlashes(data.GATEWAY_URL),
    registrationToken: data.RUNNER_REGISTRATION_TOKEN,
    name: data.RUNNER_NAME,
    workDir: resolve(data.RUNNER_WORK_DIR),
    concurrency: data.RUNNER_CONCURRENCY,
    labels: listIn(data.RUNNER_LABELS),
    executor: data.RUNNER_EXECUTOR,
    kubernetes: {
      namespace: data.RUNNER_KUBERNETES_NAMESPACE,
      claim: data.RUNNER_KUBERNETES_CLAIM,
      image: data.RUNNER_KUBERNETES_IMAGE,
    },
    limits: {
      memoryBytes: data.RUNNER_STEP_MEMORY_MIB * MIB,
      processes: data.RUNNER_STEP_PROCESSES,
      diskBytes: data.RUNNER_STEP_DISK_MIB * MIB,
    },
    sandbox: data.RUNNER_SANDBOX,
    hiddenPaths: listIn(data.RUNNER_HIDDEN_PATHS),
    cgroup: data.RUNNER_CGROUP,
    wardenFile: data.WARDEN_FILE,
    logLevel: data.LOG_LEVEL,
    path: `${dirname(process.execPath)}:${data.PATH}`,
  });
}

function valueOf(key: string, env: NodeJS.ProcessEnv): string | undefined {
  const file = env[`${key}_FILE`];
  if (file) return readFileSync(file, 'utf8').trim();
  return env[key] === '' ? undefined : env[key];
}

function listIn(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function withoutSlashes(url: string): string {
  return url.endsWith('/') ? withoutSlashes(url.slice(0, -1)) : url;
}
