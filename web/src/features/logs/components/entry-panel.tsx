import { ActionIcon, Button } from '@mantine/core';
import { useClipboard, useHotkeys } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconLink, IconX } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import type { LogEntryResponse } from '../../../shared/api/generated/types.gen.js';
import { formatAbsolute } from '../../../shared/lib/relative-time.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { useUtc } from '../../../shared/lib/use-utc.js';
import { ObjectLine } from '../../../shared/ui/line/object-line.js';
import { entryLink } from '../model/entry-link.js';
import { AnsiText } from './ansi-text.js';
import { EntryFacts } from './entry-facts.js';
import classes from './entry-panel.module.css';
import { JsonTree } from './json-tree.js';
import { LevelMark } from './level-mark.js';
import type { LogState, LogView } from './use-log-view.js';

type Props = {
  entry: LogEntryResponse;
  state: LogState;
  facets: LogView['facets'];
  newer: LogEntryResponse | undefined;
  older: LogEntryResponse | undefined;
};

/** One line in full: its message, where it came from, what was sent with it, and the change that brought it. */
export function EntryPanel({ entry, state, facets, newer, older }: Props) {
  const close = () => state.show({ entry: undefined });
  useHotkeys([['Escape', close]]);
  return (
    <aside className={classes.panel} aria-label="Line in full">
      <div className={classes.head}>
        <LevelMark level={entry.level} />
        <EntryTime at={entry.at} />
        <Step label="Newer line" to={newer} state={state} icon={IconChevronUp} />
        <Step label="Older line" to={older} state={state} icon={IconChevronDown} />
        <ActionIcon onClick={close} aria-label="Close the line">
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes.body}>
        <pre className={classes.message} tabIndex={0} aria-label="Message">
          <AnsiText text={entry.message} />
        </pre>
        <EntryFacts entry={entry} state={state} facets={facets} copyLink={<CopyLink entry={entry} state={state} />} />
        {entry.meta && Object.keys(entry.meta).length > 0 && (
          <section>
            <h2 className={classes.title}>Fields</h2>
            <JsonTree value={entry.meta} />
          </section>
        )}
        {entry.deploymentId && (
          <section>
            <h2 className={classes.title}>The line: what brought this here</h2>
            <ObjectLine kind="deployment" id={entry.deploymentId} />
          </section>
        )}
      </div>
    </aside>
  );
}

function EntryTime({ at }: { at: string }) {
  const [isUtc] = useUtc();
  return (
    <time className={classes.time} dateTime={at}>
      {formatAbsolute(new Date(at), isUtc)}
    </time>
  );
}

type StepProps = { label: string; to: LogEntryResponse | undefined; state: LogState; icon: typeof IconX };

function Step({ label, to, state, icon: Icon }: StepProps) {
  return (
    <ActionIcon aria-label={label} disabled={!to} onClick={() => to && state.show({ entry: to.id })}>
      <Icon size={16} aria-hidden />
    </ActionIcon>
  );
}

function CopyLink({ entry, state }: { entry: LogEntryResponse; state: LogState }) {
  const router = useRouter();
  const org = useOrg();
  const clipboard = useClipboard({ timeout: 1500 });
  const copy = () => {
    const { href } = router.buildLocation({
      to: '/$org/logs',
      params: { org },
      search: entryLink(state.search, entry),
    });
    clipboard.copy(new URL(href, window.location.origin).href);
  };
  return (
    <Button size="xs" variant="default" leftSection={<IconLink size={14} aria-hidden />} onClick={copy}>
      {clipboard.copied ? 'Link copied' : 'Copy link to this line'}
    </Button>
  );
}
