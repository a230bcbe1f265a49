import { Injectable } from '@nestjs/common';
import { JobsService } from '../runners/jobs.service.js';
import type { KnownRunner } from '../runners/runner-registry.js';
import type { AppendLogRequest, LogLine } from '../runners/runners.dto.js';
import { refuse } from '../runners/runners.errors.js';
import { CUT_NOTICE, MAX_NODE_LOG_BYTES, storable, utf8Bytes } from './log-line.rules.js';
import { LogGapError } from './log-gap-error.js';
import { type LogState, NodeLogRepository, type StoredLine } from './node-log.repository.js';

/** Stores what runners send of a node's output, each line once, however often it is sent. */
@Injectable()
export class NodeLogWriter {
  constructor(
    private readonly jobs: JobsService,
    private readonly logs: NodeLogRepository,
  ) {}

  /** Resolves to the offset of the line that has to come next. */
  append(
    runner: KnownRunner,
    jobId: string,
    { fence, offset, lines }: AppendLogRequest,
  ): Promise<{ nextOffset: number }> {
    return this.jobs.onCurrentJob(runner, { jobId, fence }, async (tx, job) => {
      const state = await this.logs.stateOf(tx, job.nodeId);
      if (!state) throw refuse('job_missing');
      if (offset > state.logOffset) throw new LogGapError(state.logOffset);
      const fresh = lines.slice(state.logOffset - offset);
      if (fresh.length === 0) return { nextOffset: state.logOffset };
      const { kept, next } = fit(state, fresh);
      if (kept.length > 0) await this.logs.append(tx, job.nodeId, state.logLines + 1, kept);
      await this.logs.saveState(tx, next);
      return { nextOffset: next.logOffset };
    });
  }
}

/** As many lines as still fit into the node's log; the first that does not is replaced by a notice, the last of all. */
function fit(state: LogState, fresh: readonly LogLine[]): { kept: StoredLine[]; next: LogState } {
  const kept: StoredLine[] = [];
  let { logBytes, truncated } = state;
  for (const { at, stream, text } of fresh) {
    if (truncated) break;
    const line = { at, stream, text: storable(text) };
    logBytes += utf8Bytes(line.text) + 1;
    truncated = logBytes > MAX_NODE_LOG_BYTES;
    kept.push(truncated ? { at, stream: 'system', text: CUT_NOTICE } : line);
  }
  const logLines = state.logLines + kept.length;
  return { kept, next: { ...state, logBytes, truncated, logLines, logOffset: state.logOffset + fresh.length } };
}
