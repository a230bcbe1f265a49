import { UnstyledButton } from '@mantine/core';
import type { DeadLetterResponse } from '../../../shared/api/generated/types.gen.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { letterKey } from '../model/dead-letter-filter.js';
import { letterState, reasonWord } from '../model/dead-letter-words.js';
import classes from './dead-letters.module.css';

type Props = { letters: readonly DeadLetterResponse[]; onOpen: (letter: DeadLetterResponse) => void };

export function DeadLetterTable({ letters, onOpen }: Props) {
  const columns: Column<DeadLetterResponse>[] = [
    {
      key: 'event',
      header: 'Event',
      cell: (letter) => (
        <span className={classes.event}>
          <UnstyledButton className={classes.type} onClick={() => onOpen(letter)}>
            {letter.type}
          </UnstyledButton>
          <span className={classes.error}>{letter.error}</span>
        </span>
      ),
    },
    { key: 'state', header: 'State', width: '150px', cell: ({ state }) => <StateMark state={letterState[state]} /> },
    { key: 'service', header: 'Not applied by', width: '130px', phone: 'hide', cell: ({ service }) => service },
    { key: 'reason', header: 'Reason', width: '140px', phone: 'hide', cell: ({ reason }) => reasonWord[reason] },
    { key: 'starts', header: 'Starts', width: '70px', align: 'end', phone: 'hide', cell: ({ starts }) => starts },
    {
      key: 'died',
      phone: 'hide',
      header: 'Given up',
      width: '120px',
      align: 'end',
      cell: ({ diedAt }) => <RelativeTime at={diedAt} />,
    },
  ];
  return <DataTable label="Events not applied" columns={columns} rows={letters} rowKey={letterKey} onOpen={onOpen} />;
}
