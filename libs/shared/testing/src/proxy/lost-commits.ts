import type { Link } from './link.js';
import type { TcpProxy } from './tcp-proxy.js';

const COMMIT = Buffer.from('COMMIT\0');
const STEP = Buffer.from('INSERT INTO idempotency_step');

/**
 * C10: makes the proxy in front of PostgreSQL cut a connection right after a COMMIT went to the server, so that the
 * commit happens and its answer is lost. Only transactions that recorded a step of a command are chosen, else the cut
 * would mostly hit reads and the bookkeeping of keys.
 */
export class LostCommits {
  cuts = 0;
  private readonly commands = new WeakSet<Link>();
  private isArmed = false;

  constructor(proxy: TcpProxy) {
    proxy.watch = (chunk, direction, link) => {
      if (direction !== 'up') return;
      if (chunk.includes(STEP)) this.commands.add(link);
      if (!chunk.includes(COMMIT) || !this.commands.delete(link) || !this.isArmed) return;
      this.isArmed = false;
      this.cuts += 1;
      setImmediate(() => link.cut()); // once the chunk has been passed on
    };
  }

  /** Cuts at the next commit of a command. */
  arm(): void {
    this.isArmed = true;
  }
}
