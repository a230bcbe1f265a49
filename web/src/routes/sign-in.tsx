import { createFileRoute } from '@tanstack/react-router';
import { SignInForm } from '../features/account/components/sign-in-form.js';
import { text } from '../shared/lib/search-params.js';

export const Route = createFileRoute('/sign-in')({
  validateSearch: (search): { returnTo?: string | undefined } => ({ returnTo: text(search['returnTo']) }),
  component: View,
});

function View() {
  return <SignInForm returnTo={Route.useSearch().returnTo} />;
}
