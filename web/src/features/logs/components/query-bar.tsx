import { NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState, type KeyboardEvent, type SubmitEvent } from 'react';
import { useSelectedProject } from '../../../shared/api/selected-project.js';
import { text } from '../../../shared/lib/search-params.js';
import { formatTerms, parseTerms, readQuery } from '../model/query-text.js';
import { RangePicker } from './range-picker.js';
import classes from './logs-page.module.css';
import type { LogView } from './use-log-view.js';

const HINT = 'timeout "exact phrase" -without service:checkout level:error';

/** One field for words and filters, and the filters that people use most as menus beside it. */
export function QueryBar({ view: { state, facets, nowMs } }: { view: LogView }) {
  const { search, ask } = state;
  const isInProject = useSelectedProject();
  const services = facets.services.filter((service) => service.id === search.serviceId || isInProject(service));
  const add = (typed: string) => {
    const read = readQuery(typed, facets);
    ask({ ...read, text: [search.text, read.text].filter(Boolean).join(' ') || undefined });
  };
  return (
    <div className={classes.bar} role="search" aria-label="Search the logs">
      <QueryField words={search.text} onSubmit={add} onTakeBack={(words) => ask({ text: words })} />
      <NativeSelect
        aria-label="Service"
        className={classes.select}
        data={options('All services', services)}
        value={search.serviceId ?? ''}
        onChange={(event) => ask({ serviceId: text(event.currentTarget.value) })}
      />
      <NativeSelect
        aria-label="Environment"
        className={classes.select}
        data={options('All environments', facets.environments)}
        value={search.environmentId ?? ''}
        onChange={(event) => ask({ environmentId: text(event.currentTarget.value) })}
      />
      <RangePicker state={state} nowMs={nowMs} />
    </div>
  );
}

function options(all: string, items: readonly { id: string; name: string }[]) {
  return [{ value: '', label: all }, ...items.map(({ id, name }) => ({ value: id, label: name }))];
}

type FieldProps = {
  words: string | undefined;
  onSubmit: (typed: string) => void;
  onTakeBack: (words: string | undefined) => void;
};

/** What is typed becomes chips on Enter; Backspace in the empty field takes the last chip back to change it. */
function QueryField({ words, onSubmit, onTakeBack }: FieldProps) {
  const [typed, setTyped] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (typed.trim() === '') return;
    onSubmit(typed);
    setTyped('');
  };
  const takeBack = (event: KeyboardEvent) => {
    const terms = parseTerms(words ?? '');
    if (event.key !== 'Backspace' || typed !== '' || terms.length === 0) return;
    event.preventDefault();
    setTyped(formatTerms(terms.slice(-1)) ?? '');
    onTakeBack(formatTerms(terms.slice(0, -1)));
  };
  return (
    <form className={classes.query} onSubmit={submit}>
      <TextInput
        aria-label="Search in the messages"
        aria-description="Words that all occur, a phrase in quotes, a minus before what must not occur. Press Enter."
        data-page-search
        leftSection={<IconSearch size={15} stroke={1.75} aria-hidden />}
        placeholder={HINT}
        classNames={{ input: classes.queryInput }}
        value={typed}
        maxLength={500}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={takeBack}
      />
    </form>
  );
}
