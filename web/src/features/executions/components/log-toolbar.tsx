import { ActionIcon, Tooltip } from '@mantine/core';
import { IconClock, IconDownload, IconFold, IconFoldDown, IconLink, IconTextWrap } from '@tabler/icons-react';
import { useClipboard } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { NodeLog } from '../api/use-node-log.js';
import { TIME_MODES, type TimeMode } from '../model/line-time.js';
import { LogSearchField } from './log-search-field.js';
import type { LogFolds } from './use-log-folds.js';
import type { useLogLook } from './use-log-view.js';
import type { LogSearch } from './use-log-search.js';
import classes from './log.module.css';

const TIME_WORDS: Record<TimeMode, string> = {
  none: 'Times: hidden',
  since: 'Times: since the start',
  clock: 'Times: by the clock',
};

type Props = {
  log: NodeLog;
  search: LogSearch;
  look: ReturnType<typeof useLogLook>;
  folds: LogFolds;
  hasRange: boolean;
  onDownload: () => void;
};

/** Above the log: search, and how to show it. */
export function LogToolbar({ log, search, look, folds, hasRange, onDownload }: Props) {
  const { time, onTime, isWrapping, onWrap } = look;
  const clipboard = useClipboard({ timeout: 1500 });
  const nextTime = TIME_MODES[(TIME_MODES.indexOf(time) + 1) % TIME_MODES.length] ?? 'none';
  return (
    <div className={classes.toolbar}>
      <LogSearchField search={search} />
      <span className={classes.live} data-state={log.state}>
        <LiveWords log={log} />
      </span>
      <div className={classes.tools}>
        {hasRange && (
          <Tool
            label={clipboard.copied ? 'Copied' : 'Copy the link to these lines'}
            onClick={() => clipboard.copy(window.location.href)}
          >
            <IconLink size={16} />
          </Tool>
        )}
        {folds.sections.size > 0 && <FoldTool folds={folds} />}
        <Tool label={TIME_WORDS[time]} isOn={time !== 'none'} onClick={() => onTime(nextTime)}>
          <IconClock size={16} />
        </Tool>
        <Tool label="Wrap long lines" isOn={isWrapping} onClick={() => onWrap(!isWrapping)}>
          <IconTextWrap size={16} />
        </Tool>
        <Tool label="Download the raw log" onClick={onDownload}>
          <IconDownload size={16} />
        </Tool>
      </div>
    </div>
  );
}

/** Closes all commands, or opens them where all are closed. */
function FoldTool({ folds }: { folds: LogFolds }) {
  const isAnyOpen = [...folds.sections.values()].some(folds.isOpen);
  return isAnyOpen ? (
    <Tool label="Close all commands (O)" onClick={folds.closeAll}>
      <IconFold size={16} />
    </Tool>
  ) : (
    <Tool label="Open all commands (o)" onClick={folds.openAll}>
      <IconFoldDown size={16} />
    </Tool>
  );
}

function LiveWords({ log }: { log: NodeLog }) {
  if (log.state === 'live') return 'Live';
  if (log.state === 'reconnecting') return 'Reconnecting…';
  return `${log.lines.length.toLocaleString('en')} lines`;
}

type ToolProps = { label: string; isOn?: boolean; onClick: () => void; children: ReactNode };

function Tool({ label, isOn, onClick, children }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={isOn ? 'light' : 'subtle'}
        color={isOn ? 'teal' : 'gray'}
        aria-label={label}
        aria-pressed={isOn}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
