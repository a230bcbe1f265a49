import { useUtc } from '../../../shared/lib/use-utc.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import type { NodeLog } from '../api/use-node-log.js';
import { clickedRange, type LineRange } from '../model/line-range.js';
import { lineTime } from '../model/line-time.js';
import { afterScroll, following, isAtEnd, newLines } from '../model/log-follow.js';
import { saveFile } from '../model/save-file.js';
import { LogLine } from './log-line.js';
import { LogLines } from './log-lines.js';
import { LogToolbar } from './log-toolbar.js';
import { useLogSearch } from './use-log-search.js';
import { useLogLook, useLogPosition } from './use-log-view.js';
import classes from './log.module.css';

type Props = {
  log: NodeLog & { retry: () => void };
  nodeKey: string;
  firstErrorLine: number | null;
  range: LineRange | undefined;
  onRange: (range: LineRange) => void;
};

/** A log with something in it: search, the lines, and the way to those that came while one was reading. */
export function LogReader({ log, nodeKey, firstErrorLine, range, onRange }: Props) {
  const { lines, state } = log;
  const search = useLogSearch(lines);
  const look = useLogLook();
  const [isUtc] = useUtc();
  const { start, follow, setFollow } = useLogPosition(range, firstErrorLine);
  const isGrowing = state === 'live' || state === 'reconnecting';
  const hit = search.line === undefined ? start : searchTarget(search.wanted, search.line);
  return (
    <div className={classes.viewer}>
      <LogToolbar
        log={log}
        search={search}
        look={look}
        hasRange={range !== undefined}
        onDownload={() => download(log, nodeKey)}
      />
      <Notices log={log} />
      <LogLines
        label={`Log of ${nodeKey}`}
        lines={lines}
        isWrapping={look.isWrapping}
        target={hit}
        isFollowing={isGrowing && follow.isFollowing}
        onScroll={(element) => setFollow((before) => afterScroll(before, isAtEnd(element), lines.length))}
      >
        {(line) => (
          <LogLine
            line={line}
            time={lineTime(line.at, lines[0]?.at, look.time, isUtc)}
            wanted={search.wanted}
            isSelected={isWithin(range, line.line)}
            isHit={line.line === search.line}
            isFirstError={line.line === firstErrorLine}
            onPick={(picked, isExtending) => onRange(clickedRange(range, picked, isExtending))}
          />
        )}
      </LogLines>
      {isGrowing && !follow.isFollowing && (
        <More count={newLines(follow, lines.length)} onFollow={() => setFollow(following)} />
      )}
    </div>
  );
}

function isWithin(range: LineRange | undefined, line: number): boolean {
  return range !== undefined && line >= range.from && line <= range.to;
}

function searchTarget(wanted: string, line: number) {
  return { line, align: 'center', key: `hit ${wanted} ${line}` } as const;
}

function download({ lines }: NodeLog, nodeKey: string): void {
  saveFile(new Blob([lines.map(({ text }) => `${text}\n`).join('')], { type: 'text/plain' }), `${nodeKey}.log`);
}

function Notices({ log }: { log: Props['log'] }) {
  if (log.state === 'failed')
    return (
      <div className={classes.failed}>
        <ProblemView error={log.error} onRetry={log.retry} />
      </div>
    );
  if (!log.isTruncated) return null;
  return <p className={classes.cut}>The log grew too long and was cut. What follows its last line was not kept.</p>;
}

function More({ count, onFollow }: { count: number; onFollow: () => void }) {
  const words = count === 1 ? '1 new line' : `${count.toLocaleString('en')} new lines`;
  return (
    <button type="button" className={classes.more} onClick={onFollow}>
      {count > 0 ? words : 'Follow'} ↓
    </button>
  );
}
