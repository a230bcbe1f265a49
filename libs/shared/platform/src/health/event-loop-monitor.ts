import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { LOGGER, type Logger } from '../context/root-logger.js';
import { loopAlarms, loopLagSeconds } from './delivery-metrics.js';

const TICK_MS = 250;
const ALARM_MS = 1_000;
const UNFIT_MS = 10_000;
const MEMORY_MS = 15_000;

/** Measures how long the event loop is blocked: more than a second is an alarm, more than ten make the process unready. */
@Injectable()
export class EventLoopMonitor implements OnModuleInit, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private lastTick = performance.now();
  private worst: { lagMs: number; at: number } = { lagMs: 0, at: 0 };

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  onModuleInit(): void {
    this.lastTick = performance.now();
    this.timer = setInterval(() => this.tick(performance.now()), TICK_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Whether the loop has not been blocked for more than ten seconds of late. */
  isFit(now = performance.now()): boolean {
    return this.lagMs(now) <= UNFIT_MS;
  }

  /** @param now milliseconds on the monotonic clock */
  tick(now: number): void {
    const lagMs = Math.max(0, now - this.lastTick - TICK_MS);
    this.lastTick = now;
    if (lagMs >= this.lagMs(now)) this.worst = { lagMs, at: now };
    loopLagSeconds.set(this.worst.lagMs / 1_000);
    if (lagMs <= ALARM_MS) return;
    loopAlarms.inc();
    this.logger.warn({ lagMs: Math.round(lagMs) }, 'the event loop was blocked');
  }

  private lagMs(now: number): number {
    return now - this.worst.at > MEMORY_MS ? 0 : this.worst.lagMs;
  }
}
