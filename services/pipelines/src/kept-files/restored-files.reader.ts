import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { JobRow } from '../runners/jobs.repository.js';
import { KeptFilesRepository, type RestoredFiles } from './kept-files.repository.js';
import { stepsToRestore } from './restored-steps.graph.js';

/** The word of runners that keep and restore files; see docs/runner-protocol.md. */
const CAPABILITY = 'files';

/** Which files the step of a job has to find: only one of an execution that repeats another has any. */
@Injectable()
export class RestoredFilesReader {
  constructor(private readonly repository: KeptFilesRepository) {}

  /** In the order in which they are to be restored. */
  async of(tx: Tx, { executionId, nodeKey, kind, isReplay }: JobRow): Promise<RestoredFiles[]> {
    if (!isReplay || kind !== 'shell') return [];
    const steps = stepsToRestore(nodeKey, await this.repository.nodes(tx, executionId));
    const originals = steps.flatMap(({ copiedFrom }) => copiedFrom ?? []);
    return originals.length > 0 ? this.repository.ofNodes(tx, originals) : [];
  }

  /** Whether a runner restores files. */
  async isAbleTo(tx: Tx, runnerId: string): Promise<boolean> {
    const rows = await tx.query('SELECT 1 FROM runner WHERE id = $1 AND capabilities @> $2', [runnerId, [CAPABILITY]]);
    return rows.length > 0;
  }
}
