import { type AuditFact, currentContext } from '@throughline/platform';
import type { Actor } from '@throughline/contracts';
import type { ValueRow } from './named-values.repository.js';

const NOBODY: Actor = { userId: null, name: 'Throughline' };

/** Who a new value is from. */
export const currentActor = (): Actor => currentContext()?.actor ?? NOBODY;

/** A row as answers have it. */
export const viewOf = <Row extends ValueRow>(row: Row): Omit<Row, 'setAt' | 'createdAt'> & Times => ({
  ...row,
  setAt: row.setAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
});

interface Times {
  setAt: string;
  createdAt: string;
}

/** A fact about a secret or a variable. */
export const factOf = (
  kind: 'pipeline_secret' | 'pipeline_variable',
  verb: string,
  { id, name }: { id: string; name: string },
  details: Pick<AuditFact, 'before' | 'after'>,
): AuditFact => ({
  ...{ action: `${kind}.${verb}`, resourceKind: kind, resourceId: id, resourceName: name },
  ...details,
});
