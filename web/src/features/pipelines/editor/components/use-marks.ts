import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { useValidation } from '../api/editing.js';
import { type Problem, problemsByNode } from '../model/problem-places.js';
import type { Snapshot } from '../model/text-session.js';
import type { Marked } from './yaml-pane.js';

export type Unchecked = { onRetry: () => void };

const PAUSE_MS = 350;

/**
 * What is wrong with the text and what is unwise, by itself or as the server sees it; and the same by node. `unchecked`: the
 * server could not be asked, so nothing is known of what only it can see.
 */
export function useMarks(org: string, { text, error, draft }: Snapshot, repositoryId: string) {
  const [settled] = useDebouncedValue(text, PAUSE_MS);
  const { data, isError, refetch } = useValidation(org, error ? '' : settled, repositoryId);
  const marks = useMemo((): readonly Marked[] => {
    if (error) return [{ ...error, severity: 'error' }];
    const marked = (severity: Marked['severity']) => (one: Problem) => ({ ...one, severity });
    return [...(data?.problems ?? []).map(marked('error')), ...(data?.warnings ?? []).map(marked('warning'))];
  }, [data, error]);
  const problems = useMemo(
    () =>
      problemsByNode(
        draft.nodes,
        marks.filter(({ severity }) => severity === 'error'),
      ),
    [draft.nodes, marks],
  );
  const unchecked = isError && !error ? { onRetry: () => void refetch() } : undefined;
  return { marks, problems, unchecked };
}
