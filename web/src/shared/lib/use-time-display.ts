import { useLocalStorage } from '@mantine/hooks';

export type TimeDisplay = 'relative' | 'absolute';

/** Whether times in lists are told as `2 min ago` or in full, remembered in this browser. */
export function useTimeDisplay(): readonly [TimeDisplay, (display: TimeDisplay) => void] {
  const [display, setDisplay] = useLocalStorage<TimeDisplay>({
    key: 'throughline.times',
    defaultValue: 'relative',
    getInitialValueInEffect: false,
  });
  return [display, setDisplay];
}
