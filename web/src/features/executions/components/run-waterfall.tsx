import type { NodeResponse } from '../../../shared/api/generated/types.gen.js';
import { formatDuration } from '../../../shared/lib/duration.js';
import { useNow } from '../../../shared/lib/use-now.js';
import { useRowKeys } from '../../../shared/lib/use-row-keys.js';
import { Duration } from '../../../shared/ui/duration.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import { nodeMark } from '../model/node-mark.js';
import { waterfall, type Bar } from '../model/waterfall.js';
import classes from './run-list.module.css';

type Props = { nodes: readonly NodeResponse[]; selected: string | undefined; onSelect: (key: string) => void };

/** The nodes on one clock: the hatched part waited for a runner, the full part worked. */
export function RunWaterfall({ nodes, selected, onSelect }: Props) {
  const list = useRowKeys<HTMLUListElement>();
  const isOpen = nodes.some(({ finishedAt, readyAt }) => readyAt !== null && finishedAt === null);
  const now = useNow(isOpen ? 'second' : 'never');
  const { bars, totalMs } = waterfall(nodes, now);
  const barOf = new Map(bars.map((bar) => [bar.key, bar]));
  return (
    <div>
      <div className={classes.scale} aria-hidden="true">
        <span>0</span>
        <span>{formatDuration(totalMs / 2)}</span>
        <span>{formatDuration(totalMs)}</span>
      </div>
      <ul ref={list} className={classes.list} aria-label="Nodes by time">
        {nodes.map((node) => (
          <li key={node.key}>
            <button
              type="button"
              data-row
              className={classes.bar}
              aria-pressed={node.key === selected}
              onClick={() => onSelect(node.key)}
            >
              <Words node={node} isCritical={barOf.get(node.key)?.isCritical === true} />
              <Track bar={barOf.get(node.key)} mark={nodeMark(node).mark} />
            </button>
          </li>
        ))}
      </ul>
      <p className={classes.legend}>
        <span>
          <span className={classes.sample} data-part="queue" /> waited for a runner
        </span>
        <span>
          <span className={classes.sample} data-part="run" /> worked
        </span>
        <span>
          <span className={classes.critical}>◆</span> on the path that decided the duration
        </span>
      </p>
    </div>
  );
}

function Words({ node, isCritical }: { node: NodeResponse; isCritical: boolean }) {
  const state = nodeMark(node);
  return (
    <span className={classes.words}>
      <span data-mark={state.mark} className={classes.glyph}>
        <StateGlyph mark={state.mark} />
      </span>
      <span className={classes.name}>{node.name}</span>
      {node.copiedFrom && <span className={classes.kind}>of #{node.copiedFrom.number}</span>}
      {isCritical && (
        <span className={classes.critical}>
          ◆<span className={classes.hidden}> on the path that decided the duration</span>
        </span>
      )}
      <span className={classes.time}>
        <span className={classes.hidden}>{state.word}, </span>
        <Duration ms={node.durationMs} runningSince={node.finishedAt ? null : node.startedAt} />
        {node.queuedMs !== null && (
          <span className={classes.hidden}> after {formatDuration(node.queuedMs)} in the queue</span>
        )}
      </span>
    </span>
  );
}

function Track({ bar, mark }: { bar: Bar | undefined; mark: string }) {
  const percent = (share: number) => `${share * 100}%`;
  return (
    <span className={classes.track} aria-hidden="true">
      {bar && (
        <>
          <span className={classes.queue} style={{ left: percent(bar.left), width: percent(bar.queue) }} />
          <span
            className={classes.run}
            data-mark={mark}
            style={{ left: percent(bar.left + bar.queue), width: percent(bar.run) }}
          />
        </>
      )}
    </span>
  );
}
