import { Menu } from '@mantine/core';
import { IconServerCog } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useActing } from '../../../shared/api/acting.js';
import { getAdminSessionOptions } from '../../../shared/api/generated/@tanstack/react-query.gen.js';

/** The way to the console, for those who run the installation; nobody else is told that there is one. */
export function PlatformConsoleItem() {
  const navigate = useNavigate();
  const isActing = useActing() !== undefined;
  const session = useQuery({ ...getAdminSessionOptions(), retry: false, staleTime: 60_000, enabled: !isActing });
  if (isActing || !session.data) return null;
  return (
    <Menu.Item leftSection={<IconServerCog size={16} aria-hidden />} onClick={() => void navigate({ to: '/admin' })}>
      Platform console
    </Menu.Item>
  );
}
