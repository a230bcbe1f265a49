import { Button } from '@mantine/core';
import { ProblemError } from '../../../shared/api/problem-error.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { Logo } from '../../../shared/ui/logo.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import { useMailList } from '../api/mailbox.js';
import { MailList } from './mail-list.js';
import { MailMessage } from './mail-message.js';
import classes from './mail-page.module.css';

type Props = { mailKey: string | undefined; mailId: string | undefined };

/** Everything that this installation has written to people, for who runs it. */
export function MailPage({ mailKey, mailId }: Props) {
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Logo />
      </header>
      <main className={classes.main}>
        <PageHeader
          title="Mail"
          meta="What this installation has written to people in the last 30 days, sent or not. Links in it let somebody in."
        />
        {mailKey === undefined ? <NoKey /> : <Box mailKey={mailKey} mailId={mailId} />}
      </main>
    </div>
  );
}

function NoKey() {
  return (
    <EmptyState title="The key is missing">
      The address of this page ends in <code>#</code> and a key. <code>npm start</code> prints it when the installation
      is ready; elsewhere it is the setting <code>MAILBOX_KEY</code>.
    </EmptyState>
  );
}

function Box({ mailKey, mailId }: { mailKey: string; mailId: string | undefined }) {
  const mail = useMailList(mailKey);
  if (mail.isPending) return <RowSkeletons />;
  if (mail.error instanceof ProblemError && mail.error.status === 403) return <NoKey />;
  if (!mail.data) return <ProblemView error={mail.error} onRetry={() => void mail.refetch()} />;
  const rows = mail.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return <NothingYet />;
  return (
    <div className={classes.split} data-open={mailId !== undefined || undefined}>
      <div className={classes.list}>
        <MailList mail={rows} mailId={mailId} />
        {mail.hasNextPage && (
          <Button variant="subtle" loading={mail.isFetchingNextPage} onClick={() => void mail.fetchNextPage()}>
            Show more
          </Button>
        )}
      </div>
      <div className={classes.message}>
        {mailId === undefined ? (
          <p className={classes.hint}>Choose a mail to read it.</p>
        ) : (
          <MailMessage key={mailId} mailKey={mailKey} mailId={mailId} />
        )}
      </div>
    </div>
  );
}

function NothingYet() {
  return (
    <EmptyState title="Nothing was written yet">
      A sign-up, an invitation or a forgotten password writes the first mail. It appears here by itself.
    </EmptyState>
  );
}
