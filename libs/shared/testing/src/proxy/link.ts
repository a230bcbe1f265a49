import type { Socket } from 'node:net';

export interface LinkFault {
  /** Every chunk arrives so much later. */
  delayMs?: number;
  /** So many bytes a second at most, one after the other. */
  bytesPerSecond?: number;
}

/** Which way bytes go: `up` from the client to the server, `down` back. */
export type Direction = 'up' | 'down';

/** Sees each chunk before it is passed on, and may cut the connection that it came by. */
export type Watcher = (chunk: Buffer, direction: Direction, link: Link) => void;

/** What is wrong with the network at the moment, and who watches it. */
export interface LinkConditions {
  readonly fault: LinkFault;
  readonly watch: Watcher | undefined;
}

/** One connection through the proxy. */
export class Link {
  private isHalfOpen = false;

  constructor(
    private readonly client: Socket,
    private readonly server: Socket,
    private readonly conditions: LinkConditions,
  ) {
    this.pump(client, server, 'up');
    this.pump(server, client, 'down');
    for (const socket of [client, server]) socket.on('error', () => undefined).on('close', () => this.cut());
  }

  /** Ends it for both sides. What was handed to the server before has been sent; what it answers arrives nowhere. */
  cut(): void {
    this.client.destroy();
    this.server.end();
  }

  /** From now on the client hears nothing and is told nothing: neither side learns that the other is gone. */
  halfOpen(): void {
    this.isHalfOpen = true;
  }

  private pump(from: Socket, to: Socket, direction: Direction): void {
    let last = Promise.resolve();
    from.on('data', (chunk: Buffer) => {
      this.conditions.watch?.(chunk, direction, this);
      const { delayMs, bytesPerSecond } = this.conditions.fault;
      if (delayMs === undefined && bytesPerSecond === undefined) return this.pass(to, chunk);
      last = last.then(() => this.slowly(to, chunk, { delayMs: delayMs ?? 0, bytesPerSecond }));
    });
    from.on('end', () => void last.then(() => to.end()));
  }

  private pass(to: Socket, chunk: Buffer): void {
    if (!this.isHalfOpen && to.writable) to.write(chunk);
  }

  private async slowly(
    to: Socket,
    chunk: Buffer,
    { delayMs, bytesPerSecond }: { delayMs: number; bytesPerSecond: number | undefined },
  ): Promise<void> {
    if (!to.writable) return; // it was cut meanwhile, and there may be a thousand more chunks
    await pause(delayMs);
    if (bytesPerSecond === undefined) return this.pass(to, chunk);
    for (let at = 0; at < chunk.length && to.writable; at++) {
      this.pass(to, chunk.subarray(at, at + 1));
      await pause(1_000 / bytesPerSecond);
    }
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
