import { useOrg } from '../../../shared/lib/use-org.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import { useNodeLog } from '../api/use-node-log.js';
import type { LineRange } from '../model/line-range.js';
import { LogReader } from './log-reader.js';
import classes from './log.module.css';

type Props = {
  executionId: string;
  nodeKey: string;
  firstErrorLine: number | null;
  range: LineRange | undefined;
  onRange: (range: LineRange) => void;
};

/** The log of one node. Opens at the lines in the URL, else at its first error, else follows its end while it runs. */
export function LogViewer({ executionId, ...shown }: Props) {
  const log = useNodeLog(useOrg(), executionId, shown.nodeKey);
  if (log.lines.length > 0) return <LogReader log={log} {...shown} />;
  if (log.state === 'failed')
    return (
      <div className={classes.failed}>
        <ProblemView error={log.error} onRetry={log.retry} />
      </div>
    );
  if (log.state === 'loading') {
    return (
      <div className={classes.none}>
        <RowSkeletons rows={12} />
      </div>
    );
  }
  if (log.isRemoved)
    return <p className={classes.none}>Its lines were removed: the organization does not keep them as long.</p>;
  if (log.state === 'complete') return <p className={classes.none}>This node wrote nothing.</p>;
  return <p className={classes.none}>Nothing written yet. Lines appear here as the node writes them.</p>;
}
