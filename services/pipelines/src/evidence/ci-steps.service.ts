import { Injectable } from '@nestjs/common';
import { OrgTx } from '@throughline/platform';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { EvidenceProblemResponse, RecordedStepsResponse } from './evidence.dto.js';
import { refuse } from './evidence.errors.js';
import { EvidenceRecorder } from './evidence.recorder.js';
import type { NewEvidence } from './evidence.repository.js';
import { EvidenceSubjects, type FoundSubject } from './evidence-subjects.js';
import { RecordCiStepRequest, STEP_TYPES } from './record-evidence.dto.js';

const MAX_STEPS = 100;

interface ReadItem {
  index: number;
  step: RecordCiStepRequest;
}

/** Steps of a pipeline that runs elsewhere, one or many at a time. */
@Injectable()
export class CiStepsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly subjects: EvidenceSubjects,
    private readonly recorder: EvidenceRecorder,
  ) {}

  /**
   * Records what is right, by execution and name, and says what is wrong with the rest.
   * @param body a step, or up to a hundred
   * @throws `evidence_refused` when nothing of it is right, `not_found` when all of it would be but for what it is about
   */
  async record(orgId: string, body: unknown): Promise<RecordedStepsResponse> {
    const items: unknown[] = Array.isArray(body) ? body : [body];
    if (items.length === 0 || items.length > MAX_STEPS)
      throw refuse('evidence_refused', `Send one step, or a list of up to ${MAX_STEPS}.`);
    const errors: EvidenceProblemResponse[] = [];
    const read = items.flatMap((item, index) => readItem(item, index, errors));
    const code = errors.length === 0 ? 'not_found' : 'evidence_refused';
    return this.orgTx.run(orgId, async (tx) => {
      const subjects = await this.subjects.find(
        tx,
        read.map(({ step }) => step),
      );
      const evidence = read.flatMap(({ index, step }, at) => {
        const subject = subjects[at];
        if (subject) return [evidenceOf(step, subject)];
        errors.push({ index, pointer: '', message: 'there is no such execution or artifact, or none is named' });
        return [];
      });
      if (evidence.length === 0) throw refuse(code, undefined, errors.map(fieldOf));
      const data = await this.recorder.record(tx, evidence);
      return { recorded: data.length, data, errors: errors.toSorted((a, b) => a.index - b.index) };
    });
  }
}

function readItem(item: unknown, index: number, errors: EvidenceProblemResponse[]): ReadItem[] {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    errors.push({ index, pointer: '', message: 'a step must be an object' });
    return [];
  }
  const step = plainToInstance(RecordCiStepRequest, item);
  const options = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, stopAtFirstError: true };
  const problems = validateSync(step, options).flatMap(({ property, constraints }) =>
    Object.values(constraints ?? { wrong: `${property} is not right` }).map((message) => ({
      index,
      pointer: `/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      message,
    })),
  );
  errors.push(...problems);
  return problems.length === 0 ? [{ index, step }] : [];
}

const fieldOf = ({ index, pointer, message }: EvidenceProblemResponse): { pointer: string; message: string } => ({
  pointer: `/${index}${pointer}`,
  message,
});

function evidenceOf(step: RecordCiStepRequest, subject: FoundSubject): NewEvidence {
  const type = STEP_TYPES.find((known) => known === step.step_type) ?? 'test';
  const summary = {
    ...{ stepType: type, stepOrder: step.step_order ?? STEP_TYPES.indexOf(type) + 1 },
    ...{ text: step.summary ?? null, details: step.details ?? null, durationMs: step.duration_ms ?? null },
    ...{ startedAt: step.started_at ?? null, completedAt: step.completed_at ?? null },
  };
  return {
    ...{ ...subject, nodeId: null, kind: 'ci_step', name: step.step_name, status: step.status, summary, items: [] },
    ...{ problem: null, tool: step.step_type, url: step.evidence_url ?? null, sourceDigest: null },
  };
}
