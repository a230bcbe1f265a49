import { Injectable } from '@nestjs/common';
import { AppError, isId } from '@throughline/kernel';
import { OrgTx } from '@throughline/platform';
import type { LineResponse } from './line.dto.js';
import { LineQueries } from './line.queries.js';
import { buildLine, type LineSubject, SUBJECT_KINDS, type SubjectKind } from './line.rules.js';

const SHA = /^[0-9a-f]{7,64}$/;

/** Draws the causal chain that an object is on. */
@Injectable()
export class LineService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly queries: LineQueries,
  ) {}

  /** @throws AppError `not_found` for a subject that the ledger does not know */
  async get(orgId: string, kind: string, id: string): Promise<LineResponse> {
    const subject = subjectOf(kind, id);
    const facts = subject ? await this.orgTx.run(orgId, (tx) => this.queries.facts(tx, subject)) : [];
    if (!subject || facts.length === 0) {
      throw new AppError('not_found', 'not_found', 'There is no such thing, or you may not see it.');
    }
    const stops = buildLine(facts, subject).map((stop) => ({ ...stop, at: stop.at?.toISOString() ?? null }));
    return { subjectKind: subject.kind, subjectId: subject.id, stops };
  }
}

function subjectOf(kind: string, id: string): LineSubject | undefined {
  if (!(SUBJECT_KINDS as readonly string[]).includes(kind)) return undefined;
  const isNamed = kind === 'commit' ? SHA.test(id) : isId(id);
  return isNamed ? { kind: kind as SubjectKind, id: id.toLowerCase() } : undefined;
}
