import type { CSSProperties } from 'react';
import type { LineResponse } from '../../api/generated/types.gen.js';
import { arrangeStops } from './arrange-stops.js';
import { LineBranch } from './line-branch.js';
import { LineStop } from './line-stop.js';
import classes from './line.module.css';

/** The causal chain an object is on: left to right on a wide screen, top to bottom on a narrow one. */
export function Line({ line }: { line: LineResponse }) {
  const { trunk, branches, isBackwards } = arrangeStops(line);
  if (trunk.length === 0) return null;
  return (
    <nav className={classes.frame} aria-label="The line: what led here and what follows">
      <ol
        className={classes.line}
        data-backwards={isBackwards || undefined}
        style={{ '--stops': trunk.length - 1 } as CSSProperties}
      >
        {trunk.map((stop, index) => (
          <LineStop key={`${stop.kind}:${stop.id}:${index}`} stop={stop} />
        ))}
        {branches.map((branch) => (
          <LineBranch key={branch.stop.id} branch={branch} isBackwards={isBackwards} />
        ))}
      </ol>
    </nav>
  );
}
