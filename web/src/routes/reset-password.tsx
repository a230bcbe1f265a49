import { createFileRoute } from '@tanstack/react-router';
import { ResetPassword } from '../features/account/components/reset-password.js';
import { linkToken } from '../features/account/model/link-token.js';
import { useFragment } from '../shared/lib/use-fragment.js';

export const Route = createFileRoute('/reset-password')({ component: View });

function View() {
  return <ResetPassword token={linkToken(useFragment())} />;
}
