import { Injectable } from '@nestjs/common';
import { type Envelope, type EventData, pipelinesChildFinishedV1 } from '@throughline/contracts';
import { OnEvent, type Tx } from '@throughline/platform';
import { ChildRunEnds } from './child-run-ends.js';

/** Brings ends of children to their parents in transactions of their own, so that none holds both locked. */
@Injectable()
export class ChildRunHandlers {
  constructor(private readonly ends: ChildRunEnds) {}

  @OnEvent(pipelinesChildFinishedV1)
  async finished({ data }: Envelope<EventData<typeof pipelinesChildFinishedV1>>, tx: Tx): Promise<void> {
    await this.ends.finished(tx, data);
  }
}
