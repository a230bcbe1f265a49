import { NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import classes from './admin.module.css';

interface Text {
  /** What is searched, as in "Name or address". */
  what: string;
  value: string;
  onChange: (text: string) => void;
}

interface Choice {
  label: string;
  options: { value: string; label: string }[];
  value: string;
  onChange: (value: string) => void;
}

/** The search field and the one choice above a list of the console. */
export function FilterBar({ text, choice }: { text: Text; choice: Choice }) {
  return (
    <div className={classes.filters}>
      <TextInput
        aria-label={`Search by ${text.what.toLowerCase()}`}
        placeholder={text.what}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={text.value}
        onChange={(event) => text.onChange(event.currentTarget.value)}
      />
      <NativeSelect
        aria-label={choice.label}
        data={choice.options}
        value={choice.value}
        onChange={(event) => choice.onChange(event.currentTarget.value)}
      />
    </div>
  );
}
