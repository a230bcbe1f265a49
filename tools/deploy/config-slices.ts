import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, textOf } from './checkout.ts';

type Environment = Record<string, string | undefined>;
type Reader = (env: Environment) => unknown;

// The test library's configuration is a developer's, not an operator's; the web has no process of its own.
const OPERATED = ['libs/shared/platform', 'services', 'gateway', 'runner', 'infra'];
const KEY = /^ +([A-Z][A-Z0-9_]*):|process\.env\['([A-Z][A-Z0-9_]*)'\]/gm;

/** Every `*.config.ts` that an operator has to know, with the names it reads from the environment. */
export function configSlices(): { path: string; keys: string[] }[] {
  const paths = OPERATED.flatMap((folder) => configFiles(folder));
  return paths.map((path) => ({
    path,
    keys: [...textOf(path).matchAll(KEY)].map((match) => match[1] ?? match[2] ?? ''),
  }));
}

/**
 * The functions that parse the environment of a process, as it calls them at its start; each throws when the
 * environment is not usable. Empty for a process that has no sources yet.
 */
export async function readersOf(name: string): Promise<Reader[]> {
  const folder = existsSync(join(ROOT, 'services', name)) ? `services/${name}` : name;
  const shared = folder.startsWith('services/') ? ['libs/shared/platform/src/config/platform.config.ts'] : [];
  const modules = await Promise.all([...shared, ...configFiles(folder)].map((path) => import(join(ROOT, path))));
  return modules.flatMap((module: Record<string, unknown>) =>
    Object.entries(module).flatMap(([key, value]) => (/^read\w+Config$/.test(key) ? [value as Reader] : [])),
  );
}

function configFiles(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  const entries = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  const ours = entries.filter((path) => !/(^|\/)(node_modules|dist)\//.test(path));
  return ours.filter((path) => /\.config\.(ts|mjs)$/.test(path)).map((path) => `${folder}/${path}`);
}
