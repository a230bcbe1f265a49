import { Button, Group, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getMeOptions } from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import type { NoteResponse } from '../../../shared/api/generated/types.gen.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { useEditNote, useNotes, useWriteNote } from '../api/admin.js';
import { AdminQuery } from './admin-query.js';
import classes from './admin.module.css';

/** What platform admins tell one another of an organization, newest first. */
export function Notes({ organizationId }: { organizationId: string }) {
  const notes = useNotes(organizationId);
  const write = useWriteNote();
  const [text, setText] = useState('');
  const save = () =>
    write.mutate({ path: { organizationId }, body: { text: text.trim() } }, { onSuccess: () => setText('') });
  return (
    <>
      <div className={classes.form}>
        {write.error ? <ProblemView error={write.error} /> : null}
        <Textarea
          aria-label="New note"
          placeholder="Called them about the invoice"
          autosize
          minRows={2}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button mt="xs" size="xs" disabled={text.trim() === ''} loading={write.isPending} onClick={save}>
          Add note
        </Button>
      </div>
      <AdminQuery query={notes}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={classes.dim}>No note yet.</p>
          ) : (
            <ul className={classes.notes}>
              {items.map((note) => (
                <Note key={note.id} note={note} organizationId={organizationId} />
              ))}
            </ul>
          )
        }
      </AdminQuery>
    </>
  );
}

function Note({ note, organizationId }: { note: NoteResponse; organizationId: string }) {
  const myId = useQuery(getMeOptions()).data?.id;
  const [isEditing, setEditing] = useState(false);
  return (
    <li className={classes.note}>
      <span className={classes.dim}>
        {note.authorName} · <RelativeTime at={note.createdAt} />
        {note.editedAt && ' · edited'}
      </span>
      {note.authorId === myId && !isEditing && (
        <Button variant="subtle" color="gray" size="compact-xs" ml="xs" onClick={() => setEditing(true)}>
          Edit
        </Button>
      )}
      {isEditing ? (
        <EditNote note={note} organizationId={organizationId} onDone={() => setEditing(false)} />
      ) : (
        <p className={classes.noteText}>{note.text}</p>
      )}
    </li>
  );
}

function EditNote({
  note,
  organizationId,
  onDone,
}: {
  note: NoteResponse;
  organizationId: string;
  onDone: () => void;
}) {
  const edit = useEditNote();
  const [text, setText] = useState(note.text);
  const save = () =>
    edit.mutate({ path: { organizationId, noteId: note.id }, body: { text: text.trim() } }, { onSuccess: onDone });
  return (
    <div className={classes.form}>
      {edit.error ? <ProblemView error={edit.error} /> : null}
      <Textarea aria-label="Note" autosize value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <Group gap="xs" mt="xs">
        <Button size="xs" disabled={text.trim() === ''} loading={edit.isPending} onClick={save}>
          Save
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          Cancel
        </Button>
      </Group>
    </div>
  );
}
