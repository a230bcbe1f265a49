import { choosePort } from '../processes/free-port.ts';

export const LISTENERS = ['gateway', 'identity', 'pipelines', 'deployments', 'observability', 'billing'] as const;

export type Listener = (typeof LISTENERS)[number];
export type Ports = Record<Listener, number>;

/** Gives the gateway the preferred port and the services those after it; says so for each that had to move. */
export async function choosePorts(preferred: number, say: (message: string) => void): Promise<Ports> {
  const taken = new Set<number>();
  const chosen: [Listener, number][] = [];
  for (const [index, name] of LISTENERS.entries()) {
    const wanted = preferred + index;
    const port = await choosePort(wanted, taken);
    if (port !== wanted) say(`Port ${wanted} is taken: ${name} uses ${port}.`);
    taken.add(port);
    chosen.push([name, port]);
  }
  return Object.fromEntries(chosen) as Ports;
}
