import { useUtc } from '../../../shared/lib/use-utc.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import type { NodeLog } from '../api/use-node-log.js';
import { clickedRange, type LineRange } from '../model/line-range.js';
import { lineTime, type TimeMode } from '../model/line-time.js';
import { afterScroll, following, isAtEnd, newLines } from '../model/log-follow.js';
import { saveFile } from '../model/save-file.js';
import { LogHead } from './log-head.js';
import { LogLine } from './log-line.js';
import { LogLines } from './log-lines.js';
import { LogToolbar } from './log-toolbar.js';
import { useLogFolds } from './use-log-folds.js';
import { useLogSearch, type LogSearch } from './use-log-search.js';
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
  const lookOf = useLineLook({ lines, search, time: look.time, range, onRange });
  const { start, follow, setFollow } = useLogPosition(range, firstErrorLine);
  const isGrowing = state === 'live' || state === 'reconnecting';
  const shown = shownRanges(range, search.line);
  const folds = useLogFolds(lines, { firstErrorLine, isGrowing, isFollowing: follow.isFollowing, shown });
  const hit = search.line === undefined ? start : searchTarget(search.wanted, search.line);
  return (
    <div className={classes.viewer}>
      <LogToolbar
        log={log}
        search={search}
        look={look}
        folds={folds}
        hasRange={range !== undefined}
        onDownload={() => download(log, nodeKey)}
      />
      <Notices log={log} />
      <LogLines
        label={`Log of ${nodeKey}`}
        lines={lines}
        shown={folds.rows}
        isWrapping={look.isWrapping}
        target={hit}
        isFollowing={isGrowing && follow.isFollowing}
        onScroll={(element) => setFollow((before) => afterScroll(before, isAtEnd(element), lines.length))}
      >
        {(line, at) => {
          const section = folds.sections.get(at);
          const isFirstError = line.line === firstErrorLine;
          return section ? (
            <LogHead {...lookOf(line)} section={section} isOpen={folds.isOpen(section)} onToggle={folds.toggle} />
          ) : (
            <LogLine {...lookOf(line)} line={line} isFirstError={isFirstError} />
          );
        }}
      </LogLines>
      {isGrowing && !follow.isFollowing && (
        <More count={newLines(follow, lines.length)} onFollow={() => setFollow(following)} />
      )}
    </div>
  );
}

type Looking = Pick<Props, 'range' | 'onRange'> & { lines: NodeLog['lines']; search: LogSearch; time: TimeMode };

/** How each line is shown. */
function useLineLook({ lines, search, time, range, onRange }: Looking) {
  const [isUtc] = useUtc();
  return ({ line, at }: NodeLog['lines'][number]) => ({
    time: lineTime(at, lines[0]?.at, time, isUtc),
    wanted: search.wanted,
    isSelected: isWithin(range, line),
    isHit: line === search.line,
    onPick: (picked: number, isExtending: boolean) => onRange(clickedRange(range, picked, isExtending)),
  });
}

function isWithin(range: LineRange | undefined, line: number): boolean {
  return range !== undefined && line >= range.from && line <= range.to;
}

/** What a person has asked to see: the lines of the address, and the hit of the search. */
function shownRanges(range: LineRange | undefined, hit: number | undefined): LineRange[] {
  return [...(range ? [range] : []), ...(hit === undefined ? [] : [{ from: hit, to: hit }])];
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
