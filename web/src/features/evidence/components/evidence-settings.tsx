import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { SigningKeys } from './signing-keys.js';
import { Waivers } from './waivers.js';

/** What of the evidence somebody has answered for, and whose signatures count. */
export function EvidenceSettings() {
  return (
    <Page>
      <PageHeader
        title="Evidence"
        meta="Gates look at tests, coverage, findings, parts lists and signatures. Waived findings are counted apart."
      />
      <Waivers />
      <SigningKeys />
    </Page>
  );
}
