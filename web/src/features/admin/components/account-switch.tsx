import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getMeOptions } from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { DisableAccount } from './disable-account.js';
import { EnableAccount } from './enable-account.js';

type Props = { userId: string; fullName: string; isDisabled: boolean };

/** The button beside a person that shuts them out or lets them in again, each after a confirmation; none for oneself. */
export function AccountSwitch({ isDisabled, ...person }: Props) {
  const [isAsking, setAsking] = useState(false);
  const myId = useQuery(getMeOptions()).data?.id;
  if (person.userId === myId) return null;
  const Dialog = isDisabled ? EnableAccount : DisableAccount;
  const word = isDisabled ? 'Enable' : 'Disable';
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-label={`${word} the account of ${person.fullName}`}
        onClick={() => setAsking(true)}
      >
        {word}
      </Button>
      {isAsking && <Dialog {...person} onClose={() => setAsking(false)} />}
    </>
  );
}
