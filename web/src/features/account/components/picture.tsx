import { Button, FileButton, Group } from '@mantine/core';
import { useState } from 'react';
import type { ProfileResponse } from '../../../shared/api/generated/types.gen.js';
import { PersonMark } from '../../../shared/ui/person-mark.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { usePutAvatar, useRemoveAvatar } from '../api/own-account.js';
import { PICTURE_TYPES, pictureProblem, toBase64 } from '../model/picture.js';

/** The picture, or the initials in its place, and the ways to change it. */
export function Picture({ profile }: { profile: ProfileResponse }) {
  const put = usePutAvatar();
  const remove = useRemoveAvatar();
  const [problem, setProblem] = useState<string>();
  const choose = async (file: File | null) => {
    if (!file) return;
    const found = pictureProblem(file);
    setProblem(found);
    if (!found) put.mutate({ body: { image: await toBase64(file) } });
  };
  const error = put.error ?? remove.error;
  return (
    <>
      <Group gap="md">
        <PersonMark name={profile.fullName} avatarUrl={profile.avatarUrl} size={64} />
        <FileButton accept={PICTURE_TYPES.join(',')} onChange={(file) => void choose(file)}>
          {(props) => (
            <Button variant="default" size="xs" loading={put.isPending} {...props}>
              {profile.avatarUrl ? 'Change the picture' : 'Add a picture'}
            </Button>
          )}
        </FileButton>
        {profile.avatarUrl && (
          <Button variant="subtle" color="gray" size="xs" loading={remove.isPending} onClick={() => remove.mutate({})}>
            Remove
          </Button>
        )}
      </Group>
      {problem && <p role="alert">{problem}</p>}
      {error && <ProblemView error={error} />}
    </>
  );
}
