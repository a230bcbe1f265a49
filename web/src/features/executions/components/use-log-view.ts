import { useLocalStorage } from '@mantine/hooks';
import { useState } from 'react';
import type { LineRange } from '../model/line-range.js';
import type { TimeMode } from '../model/line-time.js';
import { following, type Follow } from '../model/log-follow.js';
import type { ScrollTarget } from './log-lines.js';

/** How this person likes to read logs, remembered in this browser. */
export function useLogLook() {
  const kept = { getInitialValueInEffect: false } as const;
  const [time, onTime] = useLocalStorage<TimeMode>({ key: 'throughline.log.time', defaultValue: 'none', ...kept });
  const [isWrapping, onWrap] = useLocalStorage({ key: 'throughline.log.wrap', defaultValue: false, ...kept });
  return { time, onTime, isWrapping, onWrap };
}

/** Where the log opens, and whether it follows. Kept from the first render: picking a line later must not move it. */
export function useLogPosition(range: LineRange | undefined, firstErrorLine: number | null) {
  const [start] = useState<ScrollTarget | undefined>(() => {
    const line = range?.from ?? firstErrorLine;
    return line ? { line, align: range ? 'center' : 'lead', key: 'start' } : undefined;
  });
  const [follow, setFollow] = useState<Follow>(start ? { isFollowing: false, seen: 0 } : following);
  return { start, follow, setFollow };
}
