import { NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { Section } from '../../../shared/ui/section.js';
import { type MemberFilter, useMembers } from '../api/people.js';
import { useRoles } from '../api/roles.js';
import { MemberTable } from './member-table.js';
import classes from './people.module.css';

type Props = { filter: MemberFilter; onFilter: (filter: MemberFilter) => void };

/** The members, found by name, address or role. */
export function Members({ filter, onFilter }: Props) {
  const org = useOrg();
  const members = useMembers(org, filter);
  const roles = useRoles(org).data?.items ?? [];
  const options = [{ value: '', label: 'Any role' }, ...roles.map(({ key, name }) => ({ value: key, label: name }))];
  const empty = (
    <EmptyState title="Nobody found">No member has this in their name or address, with this role.</EmptyState>
  );
  const count = members.data?.items.length;
  return (
    <Section title="Members" count={members.data?.nextCursor ? undefined : count}>
      <div className={classes.filters}>
        <TextInput
          size="xs"
          aria-label="Find a member"
          placeholder="Name or e-mail"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={filter.q ?? ''}
          maxLength={100}
          onChange={(event) => onFilter({ ...filter, q: event.currentTarget.value || undefined })}
        />
        <NativeSelect
          size="xs"
          aria-label="Role"
          data={options}
          value={filter.role ?? ''}
          onChange={(event) => onFilter({ ...filter, role: event.currentTarget.value || undefined })}
        />
      </div>
      <QueryView query={members} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items, nextCursor }) => (
          <>
            <MemberTable members={items} roles={roles} />
            {nextCursor && (
              <p className={classes.more}>These are the first {items.length}. Search to find the others.</p>
            )}
          </>
        )}
      </QueryView>
    </Section>
  );
}
