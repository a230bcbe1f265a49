import { createFileRoute } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { MailPage } from '../features/account/components/mail-page.js';
import { mailboxKey } from '../features/account/model/mailbox-key.js';
import { text } from '../shared/lib/search-params.js';
import { useFragment } from '../shared/lib/use-fragment.js';

export const Route = createFileRoute('/mail')({
  validateSearch: (search): { id?: string | undefined } => ({ id: text(search['id']) }),
  component: View,
});

function View() {
  const fragment = useFragment();
  const navigate = Route.useNavigate();
  const [key] = useState(() => mailboxKey(fragment, sessionStorage));
  // Out of the address bar, the history and every link of the page.
  useEffect(() => {
    if (fragment !== '') void navigate({ search: (search) => search, hash: '', replace: true });
  }, [fragment, navigate]);
  return <MailPage mailKey={key} mailId={Route.useSearch().id} />;
}
