import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { Section } from '../../../shared/ui/section.js';
import { usePreferences, useProfile } from '../api/own-account.js';
import { FirstStepsSwitch } from './first-steps-switch.js';
import { PreferencesForm } from './preferences-form.js';

/** How one likes the product, on every device. */
export function PreferencesPage() {
  return (
    <Page width="form">
      <PageHeader title="Preferences" meta="They follow you to every browser that you sign in with." />
      <Section title="Display">
        <QueryView query={usePreferences()}>{(preferences) => <PreferencesForm preferences={preferences} />}</QueryView>
      </Section>
      <Section title="Getting started">
        <QueryView query={useProfile()}>{(profile) => <FirstStepsSwitch profile={profile} />}</QueryView>
      </Section>
    </Page>
  );
}
