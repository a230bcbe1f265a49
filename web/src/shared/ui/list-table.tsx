import { Button, Menu } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { useColumnChoice } from '../api/use-column-choice.js';
import { shownColumns, switchColumn } from '../model/column-choice.js';
import { DataTable } from './data-table.js';
import classes from './list-table.module.css';

type Props<Row> = ComponentProps<typeof DataTable<Row>> & {
  /** What the person's choice of columns is kept under. */
  name: string;
};

/** A table whose columns a person can choose, for every browser they sign in with. */
export function ListTable<Row>({ name, columns, ...table }: Props<Row>) {
  const [choice, choose] = useColumnChoice(name);
  const shown = shownColumns(columns, choice);
  return (
    <>
      <div className={classes.tools}>
        <Menu position="bottom-end" width={200} withinPortal={false} closeOnItemClick={false}>
          <Menu.Target>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<IconColumns3 size={15} aria-hidden />}
            >
              Columns
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {columns.slice(1).map((column) => (
              <Menu.CheckboxItem
                key={column.key}
                checked={shown.includes(column)}
                onChange={() => choose(switchColumn(columns, choice, column.key))}
              >
                {column.header}
              </Menu.CheckboxItem>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <DataTable columns={shown} {...table} />
    </>
  );
}
