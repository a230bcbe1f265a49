import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { KIND_FACTS, type Kind, KINDS } from '../model/node-kinds.js';

type Props = { onAdd: (kind: Kind) => void; isDisabled: boolean; after: string | undefined };

/** The palette: what can be added. It begins after the node that is selected, where one is. */
export function AddNode({ onAdd, isDisabled, after }: Props) {
  return (
    <Menu position="bottom-start" width={280} withinPortal={false}>
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} disabled={isDisabled}>
          Add a node
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{after === undefined ? 'That needs nothing' : `After ${after}`}</Menu.Label>
        {KINDS.map((kind) => (
          <Menu.Item key={kind} onClick={() => onAdd(kind)}>
            <strong>{KIND_FACTS[kind].title}</strong>
            <br />
            <small>{KIND_FACTS[kind].words}</small>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
