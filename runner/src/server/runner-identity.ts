import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Registered } from './protocol.js';

const stored = z.object({ gatewayUrl: z.string(), runnerId: z.string(), runnerToken: z.string() });

/** Who this runner is to the server, kept in a file that only its user can read. */
export class RunnerIdentity {
  private current: Registered | undefined;

  constructor(
    private readonly file: string,
    private readonly gatewayUrl: string,
  ) {
    this.current = this.load();
  }

  get token(): string | undefined {
    return this.current?.runnerToken;
  }

  get isKnown(): boolean {
    return this.current !== undefined;
  }

  save(identity: Registered): void {
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    const incoming = `${this.file}.new`;
    writeFileSync(incoming, JSON.stringify({ gatewayUrl: this.gatewayUrl, ...identity }), { mode: 0o600 });
    renameSync(incoming, this.file);
    this.current = identity;
  }

  /** The server does not know this token any more. A newer one, which another slot got meanwhile, stays. */
  forget(token: string | undefined): void {
    if (this.current?.runnerToken === token) this.current = undefined;
  }

  /** A missing or broken file, or one of another server, means that we have to register. */
  private load(): Registered | undefined {
    try {
      const found = stored.parse(JSON.parse(readFileSync(this.file, 'utf8')));
      return found.gatewayUrl === this.gatewayUrl ? found : undefined;
    } catch {
      return undefined;
    }
  }
}
