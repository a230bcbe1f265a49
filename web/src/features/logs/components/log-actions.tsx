import { Button } from '@mantine/core';
import { IconDownload, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { saveNdjson } from '../model/ndjson.js';
import { rangeKey } from '../model/time-range.js';
import type { LogView } from './use-log-view.js';

/** Follow, read again, take along. */
export function LogActions({ view }: { view: LogView }) {
  const { state, entries, pages } = view;
  const { live } = state.search;
  const isFixed = rangeKey(state.search) === undefined;
  // New lines arrive "now": a range with a fixed end has to give way.
  const follow = () => state.ask({ live: true, ...(isFixed ? { range: '15m', from: undefined, to: undefined } : {}) });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={15} stroke={1.75} aria-hidden />}
        disabled={entries.length === 0}
        onClick={() => saveNdjson(entries)}
        title={`Save the ${entries.length.toLocaleString('en')} loaded lines as NDJSON`}
      >
        Export
      </Button>
      {!live && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={15} stroke={1.75} aria-hidden />}
          loading={pages.isPlaceholderData}
          onClick={state.restart}
        >
          Refresh
        </Button>
      )}
      <Button
        variant={live ? 'default' : 'filled'}
        aria-pressed={live === true}
        leftSection={live ? <IconPlayerStop size={15} aria-hidden /> : <IconPlayerPlay size={15} aria-hidden />}
        onClick={() => (live ? state.show({ live: undefined }) : follow())}
      >
        {live ? 'Stop the live tail' : 'Live tail'}
      </Button>
    </>
  );
}
