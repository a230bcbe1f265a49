import { useLocalStorage } from '@mantine/hooks';

/** Whether the rail shows icons alone, as this browser was told last. */
export const useNarrowRail = () =>
  useLocalStorage({ key: 'throughline.rail', defaultValue: false, getInitialValueInEffect: false });
