import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SystemTx } from '@throughline/platform';

/** Lines may be seven days old; a day's partition is there seven days before its first line. */
const DAYS_BACK = 8;
const DAYS_AHEAD = 7;

/** Makes the partitions of the log table ahead of time: before the first request, and again and again. */
@Injectable()
export class LogPartitions implements OnModuleInit {
  constructor(private readonly systemTx: SystemTx) {}

  async onModuleInit(): Promise<void> {
    await this.ensure();
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
