import { useQuery } from '@tanstack/react-query';
import { getLineOptions } from '../../api/generated/@tanstack/react-query.gen.js';
import type { SubjectKind } from '../../api/generated/types.gen.js';
import { useOrg } from '../../lib/use-org.js';
import { Line } from './line.js';
import classes from './line.module.css';

/** The line of one object, loaded and kept live. While loading it keeps its place; a failure leaves the page alone. */
export function ObjectLine({ kind, id }: { kind: SubjectKind; id: string }) {
  const org = useOrg();
  const { data, isError } = useQuery(getLineOptions({ path: { org, subjectKind: kind, subjectId: id } }));
  if (isError) return null;
  if (!data) return <div className={classes.placeholder} aria-hidden="true" />;
  return <Line line={data} />;
}
