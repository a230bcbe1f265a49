import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { EnvironmentPermission } from '../../../shared/api/generated/types.gen.js';
import { type Effect, type GrantsDraft, type SubjectKey, withRestriction, withRule } from '../model/grants-draft.js';
import { usePermissionTitles } from './grants-matrix.js';
import classes from './grants.module.css';
import type { Subject } from './use-subjects.js';

const EFFECTS: { value: Effect; label: string }[] = [
  { value: 'allow', label: 'Granted' },
  { value: 'deny', label: 'Withheld' },
];

type Props = {
  permission: EnvironmentPermission;
  draft: GrantsDraft;
  subjects: { roles: Subject[]; members: Subject[] };
  isEditable: boolean;
  onChange: (draft: GrantsDraft) => void;
};

/** The rules of one permission: whether it is restricted, to whom it is granted and from whom withheld. */
export function GrantRules({ permission, draft, subjects, isEditable, onChange }: Props) {
  const title = usePermissionTitles()(permission);
  const all = [...subjects.roles, ...subjects.members];
  const rules = draft.rules.filter((rule) => rule.permission === permission);
  const set = (subject: SubjectKey, effect: Effect | undefined) =>
    onChange(withRule(draft, { permission, subject }, effect));
  const rest = (some: Subject[]) => some.filter(({ key }) => !rules.some((rule) => rule.subject === key));
  return (
    <section className={classes.permission}>
      <h3>{title}</h3>
      <Checkbox
        size="xs"
        label="Restricted: only those who are granted it here"
        checked={draft.restricted.includes(permission)}
        disabled={!isEditable}
        onChange={(event) => onChange(withRestriction(draft, permission, event.currentTarget.checked))}
      />
      {rules.length > 0 && (
        <ul className={classes.rules}>
          {rules.map(({ subject, effect }) => {
            const name = all.find(({ key }) => key === subject)?.name ?? subject;
            return (
              <li key={subject} className={classes.rule}>
                <span>{subject.startsWith('role:') ? `${name} (role)` : name}</span>
                <NativeSelect
                  size="xs"
                  aria-label={`${title} for ${name}`}
                  data={EFFECTS}
                  value={effect}
                  disabled={!isEditable}
                  onChange={(event) => set(subject, event.currentTarget.value === 'deny' ? 'deny' : 'allow')}
                />
                {isEditable && (
                  <Button variant="subtle" color="gray" size="compact-xs" onClick={() => set(subject, undefined)}>
                    Clear
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {isEditable && (
        <AddRule title={title} roles={rest(subjects.roles)} members={rest(subjects.members)} onAdd={set} />
      )}
    </section>
  );
}

type AddProps = {
  title: string;
  roles: Subject[];
  members: Subject[];
  onAdd: (subject: SubjectKey, effect: Effect) => void;
};

function AddRule({ title, roles, members, onAdd }: AddProps) {
  const [effect, setEffect] = useState<Effect>('allow');
  const [chosen, setChosen] = useState('');
  const options = (some: Subject[]) => some.map(({ key, name }) => ({ value: key, label: name }));
  const known = [...roles, ...members].find(({ key }) => key === chosen);
  const add = () => {
    if (known) onAdd(known.key, effect);
    setChosen('');
  };
  return (
    <div className={classes.add}>
      <NativeSelect
        size="xs"
        aria-label={`Add a rule to ${title}`}
        data={[
          { value: '', label: 'Add a role or member…' },
          { group: 'Roles', items: options(roles) },
          { group: 'Members', items: options(members) },
        ]}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <NativeSelect
        size="xs"
        aria-label={`Effect of the new rule of ${title}`}
        data={EFFECTS}
        value={effect}
        onChange={(event) => setEffect(event.currentTarget.value === 'deny' ? 'deny' : 'allow')}
      />
      <Button variant="default" size="compact-xs" disabled={!known} onClick={add}>
        Add
      </Button>
    </div>
  );
}
