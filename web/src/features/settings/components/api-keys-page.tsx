import type React from 'react';
import { Tabs } from '@mantine/core';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { KEY_TABS, type KeyTab } from '../model/key-tabs.js';
import { IngestKeys } from './keys/ingest-keys.js';
import { PersonalKeys } from './keys/personal-keys.js';
import { ServiceAccounts } from './keys/service-accounts.js';

const WORDS: Record<KeyTab, string> = { ingest: 'Ingest', personal: 'Personal', service: 'Service accounts' };
const LISTS: Record<KeyTab, () => React.JSX.Element> = {
  ingest: IngestKeys,
  personal: PersonalKeys,
  service: ServiceAccounts,
};

/** Keys for machines, by whose they are. */
export function ApiKeysPage({ tab, onTab }: { tab: KeyTab; onTab: (tab: KeyTab) => void }) {
  const List = LISTS[tab];
  return (
    <Page>
      <PageHeader title="API keys" meta="A key is shown once. It can be rotated, and ends where it is revoked." />
      <Tabs value={tab} onChange={(value) => onTab(KEY_TABS.find((one) => one === value) ?? tab)}>
        <Tabs.List>
          {KEY_TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {WORDS[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>
          <List />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
