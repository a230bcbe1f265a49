import { parse } from 'yaml';
import { textOf } from './checkout.ts';

export interface ComposeService {
  image: string;
  build?: { context: string; target: string; args?: Record<string, string> };
  command?: string | string[];
  environment?: Record<string, string>;
  secrets?: (string | { source: string; target: string })[];
  depends_on?: Record<string, { condition?: string }>;
  healthcheck?: { test?: string[]; disable?: boolean };
  networks?: string[];
  ports?: string[];
  volumes?: string[];
  user?: string;
  restart?: string;
  stop_grace_period?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  privileged?: boolean;
  deploy?: { resources?: { limits?: Record<string, unknown> } };
}

export interface ComposeFile {
  services: Record<string, ComposeService>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, unknown>;
  secrets: Record<string, { file?: string }>;
}

/** docker-compose.yml with its anchors and merges resolved, and its variables still in it. */
export function readComposeFile(): ComposeFile {
  return parse(textOf('docker-compose.yml'), { merge: true }) as ComposeFile;
}

/** `${NAME:-default}` as compose resolves it on a machine without a .env file. */
export function withDefaults(text: string): string {
  return text.replace(/\$\{\w+:-([^}]*)\}/g, '$1');
}

/** Where a service finds its secrets: path in the container → name of the secret. */
export function mountedSecrets({ secrets = [] }: ComposeService): Map<string, string> {
  const mounts = secrets.map((secret) => (typeof secret === 'string' ? { source: secret, target: secret } : secret));
  return new Map(mounts.map(({ source, target }) => [`/run/secrets/${target}`, source]));
}
