import type { ServiceProcess } from '@throughline/testing';
import { readdirSync, readFileSync } from 'node:fs';

/** The id of the child of this process that serves the address, for signals that a service does not hear of. */
export function pidOf({ url }: ServiceProcess): number {
  const mark = `SERVICE_PORT=${new URL(url).port}`;
  const children = readdirSync('/proc/self/task').flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' '),
  );
  const found = children.find((pid) => pid !== '' && environmentOf(pid).includes(mark));
  if (found === undefined) throw new Error(`no child of this process serves ${url}`);
  return Number(found);
}

function environmentOf(pid: string): string[] {
  return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
}
