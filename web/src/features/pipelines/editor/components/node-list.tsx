import { useRowKeys } from '../../../../shared/lib/use-row-keys.js';
import type { DraftNode } from '../model/draft.js';
import { BLOCK_WORDS } from '../model/node-kinds.js';
import type { Problem } from '../model/problem-places.js';
import classes from './editor.module.css';
import { problemWords } from './node-card.js';

type Props = {
  nodes: readonly DraftNode[];
  problems: ReadonlyMap<string, readonly Problem[]>;
  /** Goes to a line of the text. */
  onLine: (line: number) => void;
};

/** The nodes of a pipeline in the order of the file, for screens on which a graph cannot be read. Each leads to its line. */
export function NodeList({ nodes, problems, onLine }: Props) {
  const list = useRowKeys<HTMLOListElement>();
  if (nodes.length === 0) return <p className={classes.noNode}>There is no node yet.</p>;
  return (
    <ol ref={list} className={classes.list} aria-label="Nodes">
      {nodes.map(({ key, name, kind, block, needs, lines: [line] }) => (
        <li key={key}>
          <button type="button" data-row onClick={() => onLine(line)}>
            <strong>{name}</strong>
            <span className={classes.quiet}>
              {[kind, BLOCK_WORDS[block], needs.length > 0 ? `needs ${needs.join(', ')}` : '', `line ${line}`]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {problems.has(key) && <span className={classes.error}>{problemWords(problems.get(key)?.length ?? 0)}</span>}
          </button>
        </li>
      ))}
    </ol>
  );
}
