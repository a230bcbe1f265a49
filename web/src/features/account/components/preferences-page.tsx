import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { usePreferences } from '../api/own-account.js';
import { PreferencesForm } from './preferences-form.js';

/** How one likes the product, on every device. */
export function PreferencesPage() {
  return (
    <Page width="form">
      <PageHeader title="Preferences" meta="They follow you to every browser that you sign in with." />
      <QueryView query={usePreferences()}>{(preferences) => <PreferencesForm preferences={preferences} />}</QueryView>
    </Page>
  );
}
