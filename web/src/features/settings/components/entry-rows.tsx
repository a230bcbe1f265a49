import { Button, PasswordInput, TextInput } from '@mantine/core';
import type { Variable } from '../model/config-draft.js';
import classes from './config-editor.module.css';

type Props = {
  what: 'variable' | 'secret';
  entries: readonly Variable[];
  isReadOnly: boolean;
  onChange: (entries: Variable[]) => void;
};

let nextKey = 10_000; // keys of rows that have no name yet

/** Names and values to edit, with a button for one more. Values of secrets are typed hidden. */
export function EntryRows({ what, entries, isReadOnly, onChange }: Props) {
  const Value = what === 'secret' ? PasswordInput : TextInput;
  const edit = (key: number, part: Partial<Variable>) =>
    onChange(entries.map((entry) => (entry.key === key ? { ...entry, ...part } : entry)));
  const add = () => onChange([...entries, { key: nextKey++, name: '', value: '' }]);
  return (
    <>
      <ul className={classes.rows}>
        {entries.map((entry) => (
          <li key={entry.key} className={classes.row}>
            <TextInput
              aria-label={`Name of the ${what}`}
              placeholder="NAME"
              value={entry.name}
              readOnly={isReadOnly}
              onChange={(event) => edit(entry.key, { name: event.currentTarget.value })}
            />
            <Value
              aria-label={`Value of ${entry.name || `the ${what}`}`}
              value={entry.value}
              readOnly={isReadOnly}
              autoComplete="off"
              onChange={(event) => edit(entry.key, { value: event.currentTarget.value })}
            />
            {!isReadOnly && (
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                onClick={() => onChange(entries.filter(({ key }) => key !== entry.key))}
              >
                Remove
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!isReadOnly && (
        <Button variant="default" size="compact-sm" onClick={add}>
          Add a {what}
        </Button>
      )}
    </>
  );
}
