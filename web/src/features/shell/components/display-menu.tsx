import { ActionIcon, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useUtc } from '../../../shared/lib/use-utc.js';

const SCHEMES = [
  { scheme: 'light', label: 'Light', Icon: IconSun },
  { scheme: 'dark', label: 'Dark', Icon: IconMoon },
  { scheme: 'auto', label: 'Like the system', Icon: IconDeviceDesktop },
] as const satisfies readonly { scheme: MantineColorScheme; label: string; Icon: unknown }[];

const tick = <IconCheck size={15} aria-label="chosen" />;

/** Colour scheme and time zone: how things look, never what they are. */
export function DisplayMenu() {
  // Keeping transitions avoids the <style> element that the library would add for a moment.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const [isUtc, setUtc] = useUtc();
  const Current = SCHEMES.find(({ scheme }) => scheme === colorScheme)?.Icon ?? IconDeviceDesktop;
  return (
    <Menu position="bottom-end" width={200} withinPortal={false}>
      <Menu.Target>
        <ActionIcon aria-label="Colours and time zone" size="lg">
          <Current size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Colours</Menu.Label>
        {SCHEMES.map(({ scheme, label, Icon }) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={16} aria-hidden />}
            rightSection={scheme === colorScheme && tick}
            onClick={() => setColorScheme(scheme)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Label>Times</Menu.Label>
        <Menu.Item rightSection={!isUtc && tick} onClick={() => setUtc(false)}>
          Local time
        </Menu.Item>
        <Menu.Item rightSection={isUtc && tick} onClick={() => setUtc(true)}>
          UTC
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
