import { join } from 'node:path';
import type { Workspace } from '../../tools/test/workspace.ts';
import { type Child, nextMessage, startChild } from './child.ts';

const BENCH = join(import.meta.dirname, '..');

/** The service behind every arm, seen from the runner. */
export class UpstreamService {
  readonly child: Child;
  readonly port: number;

  private constructor(child: Child, port: number) {
    this.child = child;
    this.port = port;
  }

  static async start(pin: string[], workspace: Workspace): Promise<UpstreamService> {
    const command = [...pin, process.execPath, join(BENCH, 'upstream/upstream.ts')];
    const child = startChild({ name: 'upstream', command, channel: true }, workspace);
    const { port } = await nextMessage<{ port: number }>(child);
    return new UpstreamService(child, port);
  }

  /** How often each numbered POST arrived whole. */
  async receipts(): Promise<Map<number, number>> {
    const reply = nextMessage<{ receipts: [string, number][] }>(this.child);
    this.child.process.send({ ask: 'receipts' });
    return new Map((await reply).receipts.map(([id, times]) => [Number(id), times]));
  }
}
