import { Injectable } from '@nestjs/common';
import { CommittedLines } from '../ingest/committed-lines.js';
import type { StoredEntry } from '../ingest/log-entry.js';
import { storedResponse } from '../logs/log-entry-response.js';
import type { LogFilter } from '../logs/log-filter.js';
import type { LogEntryResponse } from '../logs/logs.dto.js';
import { matchesText } from '../logs/search-text.rules.js';

/** A line on its way to tails; `seq` orders it. */
export interface TailLine {
  seq: number;
  response: LogEntryResponse;
}

export interface TailSubscription {
  filter: LogFilter;
  receive(line: TailLine): void;
}

/** Hands the lines that this process committed to the tails that are open on it. */
@Injectable()
export class TailHub {
  private readonly subscriptions = new Map<string, Set<TailSubscription>>();

  constructor(committed: CommittedLines) {
    committed.on((lines) => this.deliver(lines));
  }

  /** Calls `receive` with each new line that the filter lets through, until the returned function is called. */
  subscribe(orgId: string, subscription: TailSubscription): () => void {
    const set = this.of(orgId);
    this.subscriptions.set(orgId, set);
    set.add(subscription);
    return () => {
      set.delete(subscription);
      if (set.size === 0) this.subscriptions.delete(orgId);
    };
  }

  /** The open tails of an organization on this process. */
  of(orgId: string): Set<TailSubscription> {
    return this.subscriptions.get(orgId) ?? new Set();
  }

  private deliver(lines: readonly StoredEntry[]): void {
    if (this.subscriptions.size === 0) return;
    for (const line of lines) {
      const interested = [...this.of(line.orgId)].filter(({ filter }) => lets(filter, line));
      if (interested.length === 0) continue;
      const tailLine = { seq: line.seq, response: storedResponse(line) };
      for (const subscription of interested) subscription.receive(tailLine);
    }
  }
}

function lets(filter: LogFilter, line: StoredEntry): boolean {
  if (filter.serviceId !== null && filter.serviceId !== line.serviceId) return false;
  if (filter.environmentId !== null && filter.environmentId !== line.environmentId) return false;
  if (filter.levels !== null && !filter.levels.includes(line.level)) return false;
  return matchesText(line.message, filter.terms);
}
