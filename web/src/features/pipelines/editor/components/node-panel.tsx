import { Button, Group, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DraftNode } from '../model/draft.js';
import type { Edit } from '../model/edit.js';
import { formFields } from '../model/form-fields.js';
import { nodeSchema } from '../model/pipeline-schema.js';
import type { Problem } from '../model/problem-places.js';
import { PUBLISHED_SCHEMA } from '../model/published-schema.js';
import { FieldInput } from './field-input.js';
import classes from './node-panel.module.css';

type Props = {
  node: DraftNode;
  nodes: readonly DraftNode[];
  problems: readonly Problem[];
  onEdit: (edit: Edit) => void;
  onRename: (to: string) => void;
  onDuplicate: () => void;
  onRemove: () => void;
};

/** More would be a page of their own; who looks for one of them types its key. */
const MOST_OFFERED = 60;
const KEY = /^[a-z][a-z0-9_-]{0,62}$/;

/** What one node says, field by field. The fields are those of its kind in the published schema. */
export function NodePanel(props: Props) {
  const { node, problems, onEdit } = props;
  const [isAll, setAll] = useState(false);
  const { shown, more } = formFields(nodeSchema(PUBLISHED_SCHEMA, node.kind) ?? {}, node.fields);
  return (
    <section className={classes.panel} aria-label={`Node ${node.key}`}>
      <div className={classes.head}>
        <h2 className={classes.title}>{node.name}</h2>
        <span className={classes.kind}>{node.kind}</span>
      </div>
      {problems.length > 0 && (
        <ul className={classes.problems}>
          {problems.map(({ line, message }) => (
            <li key={line + message}>
              Line {line}: {message}
            </li>
          ))}
        </ul>
      )}
      <Stack gap="sm">
        <KeyField key={node.key} {...props} />
        <Needs {...props} />
        {[...shown, ...(isAll ? more : [])].map((field) => (
          <FieldInput
            key={`${node.key} ${field.name}`}
            field={field}
            value={node.fields[field.name]}
            onChange={(value) => onEdit({ do: 'set', key: node.key, field: field.name, value })}
          />
        ))}
        {more.length > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => setAll(!isAll)} aria-expanded={isAll}>
            {isAll ? 'Fewer fields' : `${more.length} more fields`}
          </Button>
        )}
        <Group gap="xs">
          <Button variant="default" size="compact-sm" onClick={props.onDuplicate}>
            Duplicate
          </Button>
          <Button variant="light" color="red" size="compact-sm" onClick={props.onRemove}>
            Delete
          </Button>
        </Group>
      </Stack>
    </section>
  );
}

function KeyField({ node, nodes, onRename }: Props) {
  const [typed, setTyped] = useState(node.key);
  const isTaken = typed !== node.key && nodes.some(({ key }) => key === typed);
  const error = isTaken
    ? 'There is a node of this key.'
    : !KEY.test(typed) && 'Lower-case letters, digits, - and _, beginning with a letter.';
  const leave = () => {
    if (!error && typed !== node.key) onRename(typed);
  };
  return (
    <TextInput
      label="key"
      description="What other nodes call it. They are changed with it."
      value={typed}
      error={error}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
    />
  );
}

function Needs({ node, nodes, onEdit }: Props) {
  const others = nodes.map(({ key }) => key).filter((key) => key !== node.key);
  const change = (wanted: readonly string[]) => {
    for (const from of wanted.filter((key) => !node.needs.includes(key))) onEdit({ do: 'connect', from, to: node.key });
    for (const from of node.needs.filter((key) => !wanted.includes(key)))
      onEdit({ do: 'disconnect', from, to: node.key });
  };
  return (
    <MultiSelect
      label="needs"
      description="The nodes that have to end well before it."
      data={[...new Set([...others, ...node.needs])]}
      value={[...node.needs]}
      onChange={change}
      limit={MOST_OFFERED}
      searchable
    />
  );
}
