import { createFileRoute } from '@tanstack/react-router';
import { SignUpForm } from '../features/account/components/sign-up-form.js';
import { text } from '../shared/lib/search-params.js';

export const Route = createFileRoute('/sign-up')({
  validateSearch: (search): { returnTo?: string | undefined } => ({ returnTo: text(search['returnTo']) }),
  component: View,
});

function View() {
  return <SignUpForm returnTo={Route.useSearch().returnTo} />;
}
