import { NativeSelect, NumberInput, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormField } from '../model/form-fields.js';
import { valueOf } from '../model/yaml-source.js';
import { fieldYaml } from '../model/field-yaml.js';
import classes from './node-panel.module.css';

type Props = { field: FormField; value: unknown; onChange: (value: unknown) => void };

/** One field of a node. What is typed counts when the field is left or Enter is pressed: each is one step of the history. */
export function FieldInput({ field: { name, help, isRequired, control }, value, onChange }: Props) {
  const common = { label: name, description: help || undefined, withAsterisk: isRequired, onChange };
  switch (control.type) {
    case 'choice':
      return <ChoiceField {...common} value={value} options={control.options} />;
    case 'switch':
      return <SwitchField {...common} value={value} />;
    case 'words':
      return <WordsField {...common} value={value} options={control.options} />;
    case 'number':
      return <NumberField {...common} value={value} min={control.min} max={control.max} />;
    case 'text':
    case 'lines':
      return <TextField {...common} value={value} isLong={control.type === 'lines'} />;
    case 'yaml':
      return <YamlField {...common} value={value} />;
  }
}

type Common = {
  label: string;
  description: string | undefined;
  withAsterisk: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
};

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

function ChoiceField({ value, options, onChange, ...common }: Common & { options: readonly string[] }) {
  return (
    <NativeSelect
      {...common}
      value={textOf(value)}
      data={['', ...options]}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

function SwitchField({ label, description, value, onChange }: Common) {
  return (
    <Switch
      label={label}
      description={description}
      checked={value === true}
      onChange={(event) => onChange(event.currentTarget.checked || undefined)}
    />
  );
}

function WordsField({ value, options, onChange, ...common }: Common & { options: readonly string[] }) {
  return (
    <TagsInput
      {...common}
      value={(value ?? []) as string[]}
      data={[...options]}
      onChange={(all) => onChange(all.length > 0 ? all : undefined)}
    />
  );
}

function TextField({ value, isLong, onChange, ...common }: Common & { isLong: boolean }) {
  const { typed, setTyped, leave } = useTyped(textOf(value), (text) => onChange(text === '' ? undefined : text));
  const input = { ...common, value: typed, onBlur: leave };
  if (!isLong)
    return (
      <TextInput
        {...input}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && leave()}
      />
    );
  return (
    <Textarea
      {...input}
      autosize
      minRows={1}
      maxRows={14}
      classNames={{ input: classes.code }}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

function NumberField({
  value,
  min,
  max,
  onChange,
  ...common
}: Common & { value: unknown; min: number | undefined; max: number | undefined }) {
  const { typed, setTyped, leave } = useTyped(textOf(value), (text) =>
    onChange(text === '' ? undefined : Number(text)),
  );
  const bounds = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  return (
    <NumberInput
      {...common}
      {...bounds}
      value={typed}
      onChange={(next) => setTyped(String(next))}
      onBlur={leave}
      allowDecimal={false}
    />
  );
}

/** What has parts of its own, as the YAML that it is. */
function YamlField({ value, onChange, ...common }: Common & { value: unknown }) {
  const [isWrong, setWrong] = useState(false);
  const { typed, setTyped, leave } = useTyped(fieldYaml(value), (text) => {
    const read = text.trim() === '' ? undefined : valueOf(text);
    setWrong(text.trim() !== '' && read === undefined);
    if (text.trim() === '' || read !== undefined) onChange(read);
  });
  return (
    <Textarea
      {...common}
      autosize
      minRows={1}
      maxRows={12}
      classNames={{ input: classes.code }}
      value={typed}
      error={isWrong && 'This is no YAML, so it was not taken.'}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
    />
  );
}

/** What is typed until it is left; a new value from outside takes its place. */
function useTyped(value: string, onLeave: (typed: string) => void) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  const leave = () => {
    if (typed !== value) onLeave(typed);
  };
  return { typed, setTyped, leave };
}
