import type { NodeResponse } from '../../../shared/api/generated/types.gen.js';
import { useRowKeys } from '../../../shared/lib/use-row-keys.js';
import { Duration } from '../../../shared/ui/duration.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { nodeMark } from '../model/node-mark.js';
import classes from './run-list.module.css';

type Props = { nodes: readonly NodeResponse[]; selected: string | undefined; onSelect: (key: string) => void };

/** The nodes in the order of the definition, one row each. */
export function RunList({ nodes, selected, onSelect }: Props) {
  const list = useRowKeys<HTMLUListElement>();
  return (
    <ul ref={list} className={classes.list} aria-label="Nodes">
      {nodes.map((node) => (
        <li key={node.key}>
          <button
            type="button"
            data-row
            className={classes.row}
            aria-pressed={node.key === selected}
            onClick={() => onSelect(node.key)}
          >
            <StateMark state={nodeMark(node)} withWord={false} />
            <span className={classes.name}>{node.name}</span>
            <span className={classes.kind}>
              {node.copiedFrom ? `${node.kind}, of #${node.copiedFrom.number}` : node.kind}
            </span>
            <span className={classes.time}>
              <Duration
                ms={node.durationMs}
                runningSince={node.status === 'running' || node.status === 'waiting' ? node.startedAt : null}
              />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
