import { Inject, Injectable } from '@nestjs/common';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { InboxRedrives } from './inbox-redrives.js';
import { OutboxDeliveries } from './outbox-deliveries.js';

/** Channel on which a commit makes the sweeper of the service in the payload look at once; only a hint. */
export const SWEEP_CHANNEL = 'sweep';

/**
 * Re-drives whatever is overdue: queues only make things fast, this makes them happen. Any number may run, each row is
 * one sweeper's.
 */
@Injectable()
export class Sweeper {
  /** Five seconds, unless somebody says otherwise. */
  readonly everyMs: number;

  constructor(
    private readonly deliveries: OutboxDeliveries,
    private readonly redrives: InboxRedrives,
    @Inject(PLATFORM_CONFIG) config: PlatformConfig,
  ) {
    this.everyMs = config.SWEEP_MS;
  }

  /** One pass; what one part of it throws keeps no other part from its work. */
  async sweep(stopping?: AbortSignal): Promise<void> {
    const parts = [
      () => this.redrives.followers(),
      () => this.redrives.replays(),
      () => this.deliveries.redriveDue(stopping),
      () => this.redrives.alarm(),
    ];
    const results = await Promise.allSettled(parts.map((part) => part()));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
