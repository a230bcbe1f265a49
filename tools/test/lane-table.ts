import type { Lane } from './lane.ts';
import { api } from './lanes/api.ts';
import { browser } from './lanes/browser.ts';
import { demo } from './lanes/demo.ts';
import { integration } from './lanes/integration.ts';
import { lint } from './lanes/lint.ts';
import { redis } from './lanes/redis.ts';
import { types } from './lanes/types.ts';
import { unit } from './lanes/unit.ts';
import { web } from './lanes/web.ts';

/** The lane that makes the build comes first; then what is quick to fail. `web` comes after `lint`, which makes its client anew. */
export const LANES: readonly Lane[] = [types, lint, web, unit, api, demo, browser, integration, redis];

/** The lanes of these names in their order, all of them for none. Throws on a name that is not one. */
export function selectLanes(names: string[]): Lane[] {
  const known = new Set(LANES.map(({ name }) => name));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new Error(`No lane "${unknown.join('", "')}"; the lanes are: ${[...known].join(', ')}.`);
  return LANES.filter(({ name }) => names.length === 0 || names.includes(name));
}
