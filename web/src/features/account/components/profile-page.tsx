import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { Section } from '../../../shared/ui/section.js';
import { useProfile } from '../api/own-account.js';
import { Picture } from './picture.js';
import { ProfileForm } from './profile-form.js';

/** Who one is to the others. */
export function ProfilePage() {
  return (
    <Page width="form">
      <PageHeader title="Profile" meta="What the members of your organizations see of you." />
      <QueryView query={useProfile()}>
        {(profile) => (
          <>
            <Section title="Picture">
              <Picture profile={profile} />
            </Section>
            <Section title="About you">
              <ProfileForm profile={profile} />
            </Section>
          </>
        )}
      </QueryView>
    </Page>
  );
}
