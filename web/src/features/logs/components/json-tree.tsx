import { jsonNode } from '../model/json-tree.js';
import classes from './json-tree.module.css';

const OPEN_DEPTH = 2;

/** A value of JSON as a tree that folds; deep parts are folded at first. */
export function JsonTree({ value }: { value: Record<string, unknown> }) {
  return (
    <ul className={classes.tree}>
      {Object.entries(value).map(([name, child]) => (
        <Branch key={name} name={name} value={child} depth={1} />
      ))}
    </ul>
  );
}

function Branch({ name, value, depth }: { name: string; value: unknown; depth: number }) {
  const node = jsonNode(value);
  if (node.kind === 'leaf') {
    return (
      <li className={classes.leaf}>
        <span className={classes.name}>{name}</span> <span data-type={node.type}>{node.text}</span>
      </li>
    );
  }
  const [open = '', close = ''] = node.brackets;
  return (
    <li>
      <details open={depth < OPEN_DEPTH && node.children.length <= 20}>
        <summary className={classes.summary}>
          <span className={classes.name}>{name}</span>{' '}
          <span className={classes.size}>
            {open}
            {node.children.length}
            {close}
          </span>
        </summary>
        <ul className={classes.tree} data-inner>
          {node.children.map(([key, child]) => (
            <Branch key={key} name={key} value={child} depth={depth + 1} />
          ))}
        </ul>
      </details>
    </li>
  );
}
