import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ProcessMemory {
  name: string;
  /** Proportional set size in MB: shared pages are counted by share, so that the figures add up. */
  pssMb: number;
}

/** The memory of every process of a running installation, its helpers included, largest first. */
export function memoryOf(dataDir: string): ProcessMemory[] {
  const folder = join(dataDir, 'run');
  const processes = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const { pid } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { pid: number };
      return { name: file.replace(/\.json$/, ''), pssMb: sum(withChildren(pid).map(pssMb)) };
    });
  return processes.sort((a, b) => b.pssMb - a.pssMb);
}

function withChildren(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return [
    pid,
    ...children
      .split(' ')
      .filter(Boolean)
      .flatMap((child) => withChildren(Number(child))),
  ];
}

function pssMb(pid: number): number {
  const line = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
  return Number(line?.[1] ?? 0) / 1_024;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
