import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { Section } from '../../../shared/ui/section.js';
import { useMe } from '../api/own-account.js';
import { ChangeAddress } from './change-address.js';
import { ChangePassword } from './change-password.js';

/** What one signs in with. Each change asks for the password once more. */
export function SecurityPage() {
  return (
    <Page width="form">
      <PageHeader title="Password and address" meta="What you sign in with. Each change is told to you by mail." />
      <QueryView query={useMe()}>
        {(me) => (
          <>
            <Section title="Password" description="Changing it ends your sessions everywhere but here.">
              <ChangePassword email={me.email} />
            </Section>
            <Section title="E-mail address" description={`You sign in with ${me.email}.`}>
              <ChangeAddress />
            </Section>
          </>
        )}
      </QueryView>
    </Page>
  );
}
