import { Textarea } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { useState, type SubmitEvent } from 'react';
import { useCan } from '../../../shared/api/capabilities.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { useAddNote } from '../api/incidents.js';
import classes from './timeline.module.css';

/** What a person knows and no machine saw. The text stays until it has been saved. */
export function AddNote({ incidentId }: { incidentId: string }) {
  const path = { org: useOrg(), incidentId };
  const isAllowed = useCan('incidents.manage');
  const [text, setText] = useState('');
  const addNote = useAddNote();
  const save = () => {
    if (text.trim() === '' || addNote.isPending || !isAllowed) return;
    addNote.mutate({ path, body: { text: text.trim() } }, { onSuccess: () => setText('') });
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <Textarea
        label="Add a note"
        placeholder="What you saw, tried or decided"
        autosize
        minRows={2}
        maxLength={4000}
        disabled={!isAllowed}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={getHotkeyHandler([['mod+Enter', save]])}
      />
      {addNote.error ? <ProblemView error={addNote.error} /> : null}
      <div className={classes.formEnd}>
        <span className={classes.hint}>Ctrl+Enter saves</span>
        <PermittedButton
          type="submit"
          size="xs"
          permission="incidents.manage"
          loading={addNote.isPending}
          disabled={text.trim() === ''}
        >
          Add note
        </PermittedButton>
      </div>
    </form>
  );
}
