import type { DraftNode } from '../model/draft.js';
import { BLOCK_WORDS } from '../model/node-kinds.js';
import type { Problem } from '../model/problem-places.js';
import classes from './editor.module.css';
import { problemWords } from './node-card.js';

type Props = { nodes: readonly DraftNode[]; problems: ReadonlyMap<string, readonly Problem[]> };

/** The nodes of a pipeline in the order of the file, for screens on which a graph cannot be read. */
export function NodeList({ nodes, problems }: Props) {
  if (nodes.length === 0) return <p className={classes.same}>There is no node yet.</p>;
  return (
    <ol className={classes.list}>
      {nodes.map(({ key, name, kind, block, needs }) => (
        <li key={key}>
          <strong>{name}</strong>
          <span className={classes.quiet}>
            {[kind, BLOCK_WORDS[block], needs.length > 0 ? `needs ${needs.join(', ')}` : '']
              .filter(Boolean)
              .join(' · ')}
          </span>
          {problems.has(key) && <span className={classes.error}>{problemWords(problems.get(key)?.length ?? 0)}</span>}
        </li>
      ))}
    </ol>
  );
}
