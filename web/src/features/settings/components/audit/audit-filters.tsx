import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { useMembers } from '../../api/people.js';
import { type AuditSearch, isFiltered, SERVICES } from '../../model/audit-search.js';
import classes from './audit.module.css';

type Props = { search: AuditSearch; onSearch: (search: AuditSearch) => void };

const TYPING_MS = 300;

/** What of the log is shown. Everything stands in the URL, so that a finding can be sent to somebody. */
export function AuditFilters({ search, onSearch }: Props) {
  const set = (part: AuditSearch) => onSearch({ ...search, ...part });
  return (
    <div className={classes.filters} role="search" aria-label="Filter the audit log">
      <Typed
        label="Action"
        placeholder="member. or member.added"
        value={search.action}
        onType={(action) => set({ action })}
      />
      <Typed label="Name contains" placeholder="production" value={search.text} onType={(text) => set({ text })} />
      <Who value={search.actor} onWho={(actor) => set({ actor })} />
      <NativeSelect
        label="Service"
        size="xs"
        value={search.service ?? ''}
        data={[{ value: '', label: 'all' }, ...SERVICES]}
        onChange={(event) => set({ service: event.currentTarget.value || undefined })}
      />
      <Typed
        label="Kind of thing"
        placeholder="environment"
        value={search.resourceKind}
        onType={(resourceKind) => set({ resourceKind })}
      />
      <Day label="From" value={search.from} onDay={(from) => set({ from })} />
      <Day label="To" value={search.to} onDay={(to) => set({ to })} />
      <Group gap="xs" className={classes.switch}>
        <Checkbox
          size="xs"
          label="Only as somebody else"
          checked={search.impersonated === true}
          onChange={(event) => set({ impersonated: event.currentTarget.checked || undefined })}
        />
        {isFiltered(search) && (
          <Button variant="subtle" size="compact-xs" onClick={() => onSearch({})}>
            Show all
          </Button>
        )}
      </Group>
    </div>
  );
}

function Who({ value, onWho }: { value: string | undefined; onWho: (actor: string | undefined) => void }) {
  const members = useMembers(useOrg()).data?.items ?? [];
  const people = members.map(({ userId, fullName }) => ({ value: userId, label: fullName }));
  return (
    <NativeSelect
      label="Who"
      size="xs"
      value={value ?? ''}
      data={[{ value: '', label: 'anybody' }, ...people, { value: 'system', label: 'a program' }]}
      onChange={(event) => onWho(event.currentTarget.value || undefined)}
    />
  );
}

type TypedProps = {
  label: string;
  placeholder: string;
  value: string | undefined;
  onType: (value: string | undefined) => void;
};

/** Applied when the typing pauses; follows the URL when that changes by itself. */
function Typed({ label, placeholder, value = '', onType }: TypedProps) {
  const [draft, setDraft] = useState({ value, typed: value });
  const apply = useDebouncedCallback((typed: string) => onType(typed || undefined), TYPING_MS);
  if (draft.value !== value) setDraft({ value, typed: value });
  return (
    <TextInput
      label={label}
      placeholder={placeholder}
      size="xs"
      value={draft.typed}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setDraft({ value, typed });
        apply(typed);
      }}
    />
  );
}

function Day({
  label,
  value,
  onDay,
}: {
  label: string;
  value: string | undefined;
  onDay: (day: string | undefined) => void;
}) {
  return (
    <TextInput
      label={label}
      type="date"
      size="xs"
      value={value ?? ''}
      onChange={(event) => onDay(event.currentTarget.value || undefined)}
    />
  );
}
