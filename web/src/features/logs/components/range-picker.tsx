import { Button, Popover } from '@mantine/core';
import { IconChevronDown, IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import { formatAbsolute } from '../../../shared/lib/relative-time.js';
import { useUtc } from '../../../shared/lib/use-utc.js';
import { RANGE_WORDS, rangeKey, RANGES, resolveRange } from '../model/time-range.js';
import { CustomRange } from './custom-range.js';
import classes from './logs-page.module.css';
import type { LogState } from './use-log-view.js';

/** The time range: the usual ones in one press, or any two instants. */
export function RangePicker({ state, nowMs }: { state: LogState; nowMs: number }) {
  const [isOpen, setOpen] = useState(false);
  const chosen = rangeKey(state.search);
  const { from, to } = resolveRange(state.search, nowMs);
  const pick = (patch: Parameters<LogState['ask']>[0]) => {
    setOpen(false);
    state.ask({ range: undefined, from: undefined, to: undefined, ...patch });
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" trapFocus returnFocus width={300}>
      <Popover.Target>
        <Button
          variant="default"
          className={classes.range}
          leftSection={<IconClock size={15} stroke={1.75} aria-hidden />}
          rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          <RangeWords from={from} to={to} words={chosen && RANGE_WORDS[chosen]} />
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Time range">
        <div className={classes.presets}>
          {RANGES.map((range) => (
            <button
              key={range}
              type="button"
              className={classes.preset}
              aria-pressed={range === chosen}
              onClick={() => pick({ range })}
            >
              {RANGE_WORDS[range]}
            </button>
          ))}
        </div>
        <CustomRange
          from={from}
          to={to ?? new Date(nowMs).toISOString()}
          onPick={(range) => pick({ ...range, live: undefined })}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function RangeWords({ from, to, words }: { from: string; to: string | undefined; words: string | undefined }) {
  const [isUtc] = useUtc();
  if (words) return <>{words}</>;
  const [start, end] = [from, to ?? from].map((at) => formatAbsolute(new Date(at), isUtc));
  return <>{sharedDay(start ?? '', end ?? '')}</>;
}

/** `20 Nov 2026, 14:00:00 – 14:05:00 UTC`: the day and the zone once where both ends share them. */
function sharedDay(start: string, end: string): string {
  const [startDay = '', startClock = ''] = start.split(', ');
  const [endDay = '', endClock = ''] = end.split(', ');
  const clock = startClock.split(' ')[0] ?? '';
  return `${startDay}, ${clock} – ${startDay === endDay ? '' : `${endDay}, `}${endClock}`;
}
