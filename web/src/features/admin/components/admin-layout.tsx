import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemError } from '../../../shared/api/problem-error.js';
import type { AdminSessionResponse } from '../../../shared/api/generated/types.gen.js';
import { useNow } from '../../../shared/lib/use-now.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { Logo } from '../../../shared/ui/logo.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import { useAdminSession, useEndAdminSession } from '../api/admin.js';
import { countdown } from '../model/countdown.js';
import classes from './admin-layout.module.css';
import { ConsoleLink } from './console-link.js';
import { NoConsole } from './no-console.js';
import { StepUp } from './step-up.js';

const PAGES = [
  { label: 'Organizations', to: '/admin', isExact: true },
  { label: 'Accounts', to: '/admin/accounts', isExact: false },
  { label: 'Platform admins', to: '/admin/platform-admins', isExact: false },
  { label: 'Passkeys', to: '/admin/passkeys', isExact: false },
  { label: 'Platform log', to: '/admin/log', isExact: false },
  { label: 'Deleted', to: '/admin/deleted', isExact: false },
] as const;

/** The frame of the console. It opens by a step-up, and asks for it again in place when that has run out. */
export function AdminLayout({ children }: { children: ReactNode }) {
  const session = useAdminSession();
  return (
    <div className={classes.layout}>
      <header className={classes.head}>
        <Logo />
        <span className={classes.word}>Platform console</span>
        <span className={classes.aside}>
          {session.data?.steppedUpUntil && <OpenFor session={session.data} />}
          <LinkButton to="/" variant="default" size="compact-sm">
            Leave
          </LinkButton>
        </span>
      </header>
      <Inside session={session}>{children}</Inside>
    </div>
  );
}

function Inside({ session, children }: { session: ReturnType<typeof useAdminSession>; children: ReactNode }) {
  const now = useNow('second');
  if (session.isPending) return <RowSkeletons rows={6} />;
  if (!session.data) {
    if (session.error instanceof ProblemError && session.error.status === 403) return <NoConsole />;
    return <ProblemView error={session.error} onRetry={() => void session.refetch()} />;
  }
  const { steppedUpUntil, passkeys } = session.data;
  if (steppedUpUntil === null) {
    return (
      <main className={classes.narrow}>
        <StepUp hasPasskey={passkeys > 0} />
      </main>
    );
  }
  return (
    <>
      <nav className={classes.nav} aria-label="Console">
        {PAGES.map(({ label, to, isExact }) => (
          <ConsoleLink key={to} to={to} activeOptions={{ exact: isExact }}>
            {label}
          </ConsoleLink>
        ))}
      </nav>
      <main className={classes.content}>{children}</main>
      <Modal
        opened={Date.parse(steppedUpUntil) <= now}
        onClose={() => undefined}
        withCloseButton={false}
        title="Confirm that it is still you"
      >
        <StepUp hasPasskey={passkeys > 0} isAgain />
      </Modal>
    </>
  );
}

function OpenFor({ session }: { session: AdminSessionResponse }) {
  const now = useNow('second');
  const end = useEndAdminSession();
  return (
    <>
      <span className={classes.clock} role="timer" aria-label="The console is open for">
        {countdown(Date.parse(session.steppedUpUntil ?? ''), now)}
      </span>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => end.mutate({})} loading={end.isPending}>
        Lock
      </Button>
    </>
  );
}
