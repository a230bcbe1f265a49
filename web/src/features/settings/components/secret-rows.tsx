import { Button } from '@mantine/core';
import type { SecretEntryResponse } from '../../../shared/api/generated/types.gen.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import type { Draft } from '../model/config-draft.js';
import classes from './config-editor.module.css';
import { EntryRows } from './entry-rows.js';

type Props = {
  secrets: readonly SecretEntryResponse[];
  draft: Draft;
  isReadOnly: boolean;
  onChange: (part: Partial<Draft>) => void;
};

/** The names of the secrets that are set, and the new values that will be written. A new value replaces an old one. */
export function SecretRows({ secrets, draft, isReadOnly, onChange }: Props) {
  const { removeSecrets } = draft;
  const toggle = (name: string) =>
    onChange({
      removeSecrets: removeSecrets.includes(name)
        ? removeSecrets.filter((other) => other !== name)
        : [...removeSecrets, name],
    });
  return (
    <>
      <ul className={classes.rows}>
        {secrets.map(({ name, setAt }) => {
          const isGone = removeSecrets.includes(name);
          return (
            <li key={name} className={classes.secret}>
              <code className={isGone ? classes.gone : undefined}>{name}</code>
              <span className={classes.note}>
                {isGone ? (
                  'will be removed'
                ) : (
                  <>
                    set <RelativeTime at={setAt} />
                  </>
                )}
              </span>
              {!isReadOnly && (
                <Button variant="subtle" color="gray" size="compact-sm" onClick={() => toggle(name)}>
                  {isGone ? 'Keep' : 'Remove'}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <EntryRows
        what="secret"
        entries={draft.newSecrets}
        isReadOnly={isReadOnly}
        onChange={(newSecrets) => onChange({ newSecrets })}
      />
    </>
  );
}
