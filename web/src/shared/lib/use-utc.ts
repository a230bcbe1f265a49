import { useLocalStorage } from '@mantine/hooks';

/** The one switch between local time and UTC, remembered in this browser. */
export function useUtc(): readonly [boolean, (isUtc: boolean) => void] {
  const [zone, setZone] = useLocalStorage<'local' | 'utc'>({
    key: 'throughline.zone',
    defaultValue: 'local',
    getInitialValueInEffect: false,
  });
  return [zone === 'utc', (isUtc) => setZone(isUtc ? 'utc' : 'local')];
}
