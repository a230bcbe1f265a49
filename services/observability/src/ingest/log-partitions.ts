import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { LOGGER, type Logger, PLATFORM_CONFIG, type PlatformConfig, SystemTx } from '@throughline/platform';

const HOUR_MS = 3_600_000;
/** Lines may be seven days old; a day's partition is there seven days before its first line. */
const DAYS_BACK = 8;
const DAYS_AHEAD = 7;

/** Makes the partitions of the log table ahead of time: before the first request, then every hour. */
@Injectable()
export class LogPartitions implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly systemTx: SystemTx,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.ensure();
  }

  onApplicationBootstrap(): void {
    if (this.config.PROCESS_ROLE === 'http') return;
    this.timer = setInterval(() => {
      this.ensure().catch((error: unknown) => this.logger.error({ err: error }, 'log partitions could not be made'));
    }, HOUR_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Makes what is missing around today (UTC). Resolves to the number of partitions made; safe to race. */
  async ensure(): Promise<number> {
    return this.systemTx.run(async (tx) => {
      const rows = await tx.query<{ made: boolean }>(
        `SELECT ensure_log_partition((now() AT TIME ZONE 'UTC')::date + day) AS made FROM generate_series($1::int, $2::int) AS day`,
        [-DAYS_BACK, DAYS_AHEAD],
      );
      return rows.filter((row) => row.made).length;
    });
  }
}
