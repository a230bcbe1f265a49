import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** Every place below an installation's data folder, absolute. */
export interface DataFolder {
  path: string;
  logs: string;
  run: string;
  secrets: string;
  postgres: string;
  git: string;
  hosts: string;
  /** One .eml for each mail, unless there is a mail server. */
  mail: string;
  lock: string;
  ready: string;
  demoMarker: string;
  demoCredentials: string;
  of(process: string): string;
}

/**
 * Makes the data folder. Others may pass through it, because PostgreSQL runs as another account when we are root,
 * but may not look into what is in it.
 */
export function openDataFolder(folder: string): DataFolder {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const path = realpathSync(folder);
  const below = (name: string): string => {
    mkdirSync(join(path, name), { recursive: true, mode: 0o700 });
    return join(path, name);
  };
  return {
    path,
    logs: below('logs'),
    run: below('run'),
    secrets: below('secrets'),
    git: below('git'),
    hosts: below('hosts'),
    mail: below('mail'),
    postgres: join(path, 'postgres'),
    lock: join(path, 'supervisor.lock'),
    ready: join(path, 'ready.json'),
    demoMarker: join(path, 'demo.json'),
    demoCredentials: join(path, 'secrets', 'demo.json'),
    of: below,
  };
}
