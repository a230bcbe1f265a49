import { Menu, UnstyledButton } from '@mantine/core';
import { IconKeyboard, IconLogout, IconUser } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { logoutMutation } from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { closeSession } from '../../../shared/api/session.js';
import { PersonMark } from '../../../shared/ui/person-mark.js';
import { useMe } from '../api/queries.js';
import { openKeyHelp } from '../model/shell-events.js';
import { PlatformConsoleItem } from './platform-console-item.js';
import classes from './rail.module.css';

/** Who is signed in, the list of keys, and the way out. */
export function PersonMenu({ isNarrow }: { isNarrow: boolean }) {
  const me = useMe();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const name = me?.fullName ?? '…';
  return (
    <Menu position="top-start" width={220} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className={classes.switcher}>
          <PersonMark name={name} avatarUrl={me?.avatarUrl} />
          {isNarrow && <span className={classes.hidden}>{name}, your menu</span>}
          {!isNarrow && (
            <span className={classes.two}>
              <span className={classes.strong}>{name}</span>
              <span className={classes.faint}>{me?.email}</span>
            </span>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconUser size={16} aria-hidden />} onClick={() => void navigate({ to: '/account' })}>
          Your account
        </Menu.Item>
        <PlatformConsoleItem />
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={openKeyHelp}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate({})}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useSignOut() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    ...logoutMutation(),
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      queryClient.clear();
      closeSession();
    },
  });
}
