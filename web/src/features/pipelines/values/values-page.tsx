import { NativeSelect, Tabs } from '@mantine/core';
import { useState } from 'react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { text } from '../../../shared/lib/search-params.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { useProjects } from '../api/values.js';
import { VALUE_KINDS, type ValueKind, type ValueSearch } from '../model/named-value.js';
import { NewSecret } from './new-secret.js';
import { NewVariable } from './new-variable.js';
import { Secrets } from './secrets.js';
import { Variables } from './variables.js';
import classes from './values.module.css';

const WORDS: Record<ValueKind, string> = { variable: 'Variables', secret: 'Secrets' };
const LISTS = { variable: Variables, secret: Secrets };
const NEW = { variable: NewVariable, secret: NewSecret };

type Props = { search: ValueSearch; onSearch: (search: ValueSearch) => void };

/** What pipelines are run with: variables, which everybody sees, and secrets, which nobody does. */
export function ValuesPage({ search, onSearch }: Props) {
  const { tab = 'variable', of } = search;
  const [isAdding, setAdding] = useState(false);
  const projects = new Map((useProjects(useOrg()).data?.items ?? []).map(({ id, name }) => [id, name]));
  const [List, New] = [LISTS[tab], NEW[tab]];
  const add = (
    <PermittedButton permission="repositories.manage" onClick={() => setAdding(true)}>
      Add a {tab}
    </PermittedButton>
  );
  const whose = [
    { value: '', label: 'Everything' },
    { value: 'organization', label: 'Of the organization' },
    ...[...projects].map(([value, name]) => ({ value, label: `What ${name} has` })),
  ];
  return (
    <Page>
      <PageHeader title="Variables and secrets" meta="What pipelines are run with, beside their files" actions={add} />
      <Tabs
        value={tab}
        onChange={(value) => onSearch({ of, tab: VALUE_KINDS.find((one) => one === value && one !== 'variable') })}
      >
        <div className={classes.bar}>
          <Tabs.List>
            {VALUE_KINDS.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {WORDS[one]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <NativeSelect
            size="xs"
            aria-label="Whose"
            data={whose}
            value={of ?? ''}
            onChange={({ currentTarget }) => onSearch({ ...search, of: text(currentTarget.value) })}
          />
        </div>
        <Tabs.Panel value={tab}>
          <List projects={projects} of={of} />
        </Tabs.Panel>
      </Tabs>
      {isAdding && <New projects={projects} of={of} onClose={() => setAdding(false)} />}
    </Page>
  );
}
