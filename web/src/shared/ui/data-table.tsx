import type { CSSProperties, KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useRowKeys } from '../lib/use-row-keys.js';
import classes from './data-table.module.css';

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  width?: string;
  align?: 'end';
  /** `hide`: left out below 640 px of table width; `bare`: the header is for screen readers only. */
  phone?: 'hide';
  bare?: boolean;
};

type Props<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  onOpen?: (row: Row) => void;
};

const CONTROLS = 'a, button, input, [role="button"], [role="menuitem"]';

/** Dense rows of 36 px. With `onOpen`, a click or Enter opens a row and j/k move; put a link in the first cell too. */
export function DataTable<Row>({ label, columns, rows, rowKey, onOpen }: Props<Row>) {
  const body = useRowKeys<HTMLTableSectionElement>();
  return (
    <div className={classes.frame} tabIndex={0} role="group" aria-label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                style={{ '--width': column.width } as CSSProperties}
                data-align={column.align}
                data-phone={column.phone}
              >
                <span className={column.bare ? classes.hidden : undefined}>{column.header}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => (
            <tr key={rowKey(row)} {...openProps(row, onOpen)}>
              {columns.map((column) => (
                <td key={column.key} data-align={column.align} data-phone={column.phone}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function openProps<Row>(row: Row, onOpen: ((row: Row) => void) | undefined) {
  if (!onOpen) return {};
  const isOnControl = (event: MouseEvent) => event.target instanceof Element && event.target.closest(CONTROLS) !== null;
  return {
    'data-row': true,
    tabIndex: -1,
    className: classes.openable,
    onClick: (event: MouseEvent) => !isOnControl(event) && onOpen(row),
    onKeyDown: (event: KeyboardEvent) => event.key === 'Enter' && event.target === event.currentTarget && onOpen(row),
  };
}
