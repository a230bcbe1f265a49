import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { speaksOfEvidence } from '../definitions/condition.rules.js';
import type { LoadedRun, NodeRow } from '../engine/execution-rows.js';
import { EvidenceFactsReader, type EvidenceSubject } from './evidence-facts.reader.js';

/** Brings evidence to executions whose conditions ask for it. */
@Injectable()
export class GateEvidence {
  constructor(private readonly reader: EvidenceFactsReader) {}

  /** Reads what is there now, for all runs together; for those without such a gate nothing is read. */
  async attach(tx: Tx, runs: readonly LoadedRun[]): Promise<void> {
    const subjects = runs.filter(asksForEvidence).map(subjectOf);
    const facts = await this.reader.read(tx, subjects);
    for (const loaded of runs) {
      const found = facts.get(loaded.execution.id);
      if (found) loaded.evidence = found;
    }
  }
}

/** Whether a condition that is still to be judged speaks of evidence. */
export const asksForEvidence = ({ nodes }: LoadedRun): boolean => [...nodes.values()].some(asks);

function asks({ definition, status }: NodeRow): boolean {
  if (status !== 'pending') return false;
  const conditions = [definition.if ?? [], definition.kind === 'gate' ? definition.condition : []].flat();
  return conditions.some(speaksOfEvidence);
}

function subjectOf({ execution, nodes }: LoadedRun): EvidenceSubject {
  const services = [...nodes.values()].flatMap(({ definition }) =>
    definition.kind === 'deploy' || definition.kind === 'promote' ? [definition.service] : [],
  );
  return { executionId: execution.id, repositoryId: execution.repositoryId, services };
}
