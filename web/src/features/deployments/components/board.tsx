import { Fragment, useState, type CSSProperties } from 'react';
import type { BoardResponse } from '../../../shared/api/generated/types.gen.js';
import { useRowKeys } from '../../../shared/lib/use-row-keys.js';
import type { PromotionPath, Slot } from '../api/deployments.js';
import { columnsOf, placesOf } from '../model/board.js';
import { BoardCell } from './board-cell.js';
import { PromoteDialog } from './promote-dialog.js';
import { PromoteGap } from './promote-gap.js';
import classes from './board.module.css';

type Props = { board: BoardResponse; onOpen: (slot: Slot) => void };

/** The cells and, between two columns, the way from one to the next. On a phone each service is a block. */
export function Board({ board, onOpen }: Props) {
  const columns = columnsOf(board);
  const [path, setPath] = useState<PromotionPath>();
  const rows = useRowKeys<HTMLDivElement>();
  return (
    <div className={classes.scroller} tabIndex={0} role="group" aria-label="Deployments board">
      <div ref={rows} className={classes.board} style={{ '--columns': columns.length } as CSSProperties}>
        <div className={classes.head} aria-hidden="true">
          <span />
          {columns.map(({ id, name, class: kind }, index) => (
            <Fragment key={id}>
              {index > 0 && <span />}
              <span className={classes.column}>
                {name} {kind !== name.toLowerCase() && <span className={classes.kind}>{kind}</span>}
              </span>
            </Fragment>
          ))}
        </div>
        {board.rows.map((row) => (
          <section key={row.serviceId} className={classes.row} aria-label={row.serviceName}>
            <h2 className={classes.service}>{row.serviceName}</h2>
            {placesOf(columns, row).map((place) => (
              <Fragment key={place.environment.id}>
                {place.before && <PromoteGap service={row} place={place} before={place.before} onAsk={setPath} />}
                <BoardCell
                  service={row}
                  place={place}
                  onOpen={() => onOpen({ serviceId: row.serviceId, environmentId: place.environment.id })}
                />
              </Fragment>
            ))}
          </section>
        ))}
      </div>
      {path && <PromoteDialog board={board} path={path} onClose={() => setPath(undefined)} />}
    </div>
  );
}
