import { Inject, Injectable } from '@nestjs/common';
import { request } from 'undici';
import { GATEWAY_CONFIG, type GatewayConfig } from '../gateway.config.js';
import { upstreamUrls } from '../gateway.upstreams.js';

export interface GatewayReadiness {
  ready: boolean;
  checks: Record<string, 'up' | 'down'>;
}

const LIMIT_MS = 2_000;

/**
 * Whether the gateway can do its work: not draining, and identity answers, without which no request can be told from
 * another. A service that is down costs its own routes (503) and not the whole door; the checks name it.
 */
@Injectable()
export class UpstreamHttpReadiness {
  private draining = false;

  constructor(@Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig) {}

  /** Reports unready from now on, so that no new traffic is sent here. */
  drain(): void {
    this.draining = true;
  }

  async check(): Promise<GatewayReadiness> {
    const names = Object.entries(upstreamUrls(this.config));
    const states = await Promise.all(names.map(async ([name, url]) => [name, await stateOf(url)] as const));
    const ready = !this.draining && states.some(([name, state]) => name === 'identity' && state === 'up');
    return { ready, checks: { process: this.draining ? 'down' : 'up', ...Object.fromEntries(states) } };
  }
}

async function stateOf(url: string): Promise<'up' | 'down'> {
  try {
    const answer = await request(new URL('/readyz', url), { signal: AbortSignal.timeout(LIMIT_MS) });
    await answer.body.dump();
    return answer.statusCode === 200 ? 'up' : 'down';
  } catch {
    return 'down';
  }
}
