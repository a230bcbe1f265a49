import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { flushTraces } from './start-tracing.js';

/** Sends the last spans of a process that stops. */
@Injectable()
export class TracingEnd implements OnApplicationShutdown {
  onApplicationShutdown(): Promise<void> {
    return flushTraces();
  }
}
