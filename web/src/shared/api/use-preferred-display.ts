import { useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTimeDisplay } from '../lib/use-time-display.js';
import { useUtc } from '../lib/use-utc.js';
import { getPreferencesOptions } from './generated/@tanstack/react-query.gen.js';

/**
 * Brings what the person prefers to this browser when it is first known and whenever it changes. In between, the switches
 * of this browser have the last word.
 */
export function usePreferredDisplay(): void {
  const { data } = useQuery({ ...getPreferencesOptions(), staleTime: 300_000 });
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const [, setUtc] = useUtc();
  const [, setDisplay] = useTimeDisplay();
  useEffect(() => {
    if (!data) return;
    setColorScheme(data.colorScheme);
    setUtc(data.timeDisplay === 'utc');
    setDisplay(data.timeDisplay === 'relative' ? 'relative' : 'absolute');
    document.documentElement.dataset['density'] = data.density;
    // Only what the server says is a reason to set anything, not what a switch has changed since.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the setters are not stable, and setting is idempotent
  }, [data]);
}
