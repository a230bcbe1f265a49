import type { Pace } from '../load/job.ts';

export interface Payload {
  id: string;
  method: 'GET' | 'POST';
  bytes: number;
  /** Requests a second of the fixed rate; what 2,000 uploads of 320 KB would need no machine here has. */
  perSecond: number;
}

export interface Cell {
  /** `<payload>/<pace>`. */
  id: string;
  payload: Payload;
  pace: Pace;
}

/** How the gateway is asked to tell who calls; `cold` brings a credential that it has never seen with each request. */
export type Auth = 'none' | 'key' | 'jwt' | 'cold';

export const PAYLOADS: Payload[] = [
  { id: 'get-115', method: 'GET', bytes: 115, perSecond: 2_000 },
  { id: 'get-64k', method: 'GET', bytes: 65_536, perSecond: 2_000 },
  { id: 'post-320k', method: 'POST', bytes: 327_680, perSecond: 200 },
];

const CONNECTIONS = [1, 16, 64];

export const CELLS: Cell[] = PAYLOADS.flatMap((payload) => [
  ...CONNECTIONS.map((connections): Cell => {
    return { id: `${payload.id}/c${connections}`, payload, pace: { kind: 'closed', connections } };
  }),
  { id: `${payload.id}/rate`, payload, pace: { kind: 'open', perSecond: payload.perSecond } },
]);

export interface Profile {
  cells: Cell[];
  auths: Auth[];
  rounds: number;
  warmUpMs: number;
  measureMs: number;
}

const QUICK = new Set(['get-115/c64', 'get-115/rate', 'post-320k/c16']);

export const PROFILES: Record<'quick' | 'full', Profile> = {
  quick: {
    cells: CELLS.filter(({ id }) => QUICK.has(id)),
    auths: ['key', 'jwt'],
    rounds: 5,
    warmUpMs: 300,
    measureMs: 1_000,
  },
  full: { cells: CELLS, auths: ['none', 'key', 'jwt', 'cold'], rounds: 5, warmUpMs: 500, measureMs: 2_000 },
};
