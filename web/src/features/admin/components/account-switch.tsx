import { Button } from '@mantine/core';
import { useState } from 'react';
import { DisableAccount } from './disable-account.js';
import { EnableAccount } from './enable-account.js';

type Props = { userId: string; fullName: string; isDisabled: boolean };

/** The button beside a person that shuts them out or lets them in again, each after a confirmation. */
export function AccountSwitch({ isDisabled, ...person }: Props) {
  const [isAsking, setAsking] = useState(false);
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
