import { useHotkeys } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { NodeLogLineResponse } from '../../../shared/api/generated/types.gen.js';
import { plainText } from '../model/ansi-spans.js';
import { findLines, stepHit } from '../model/log-search.js';

export type LogSearch = {
  wanted: string;
  hits: readonly number[];
  current: number;
  /** The line of the current hit, undefined when there is none. */
  line: number | undefined;
  look: (wanted: string) => void;
  step: (by: 1 | -1) => void;
};

/** Search in a log: `n` and `N` go through the hits. */
export function useLogSearch(lines: readonly NodeLogLineResponse[]): LogSearch {
  const [{ wanted, current }, setState] = useState({ wanted: '', current: 0 });
  const texts = useMemo(() => (wanted === '' ? [] : lines.map(({ text }) => plainText(text))), [lines, wanted]);
  const hits = useMemo(() => findLines(texts, wanted), [texts, wanted]);
  const step = (by: 1 | -1) => setState((before) => ({ ...before, current: stepHit(hits, before.current, by) }));
  useHotkeys([
    ['n', () => step(1)],
    ['shift+N', () => step(-1)],
  ]);
  const hit = hits[current];
  return {
    wanted,
    hits,
    current,
    line: hit === undefined ? undefined : lines[hit]?.line,
    look: (next) => setState({ wanted: next, current: 0 }),
    step,
  };
}
