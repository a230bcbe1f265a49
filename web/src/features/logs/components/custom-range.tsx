import { Button, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useUtc } from '../../../shared/lib/use-utc.js';
import { fromInputValue, rangeProblem, toInputValue } from '../model/time-range.js';
import classes from './logs-page.module.css';

type Range = { from: string; to: string };

/** Two instants in the zone that the person reads times in. */
export function CustomRange({ from, to, onPick }: Range & { onPick: (range: Range) => void }) {
  const [isUtc] = useUtc();
  const [start, setStart] = useState(() => toInputValue(from, isUtc));
  const [end, setEnd] = useState(() => toInputValue(to, isUtc));
  const [problem, setProblem] = useState<string>();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const range = { from: fromInputValue(start, isUtc), to: fromInputValue(end, isUtc) };
    const found = rangeProblem(range.from, range.to);
    setProblem(found);
    if (!found && range.from && range.to) onPick({ from: range.from, to: range.to });
  };
  const zone = isUtc ? 'UTC' : 'local time';
  return (
    <form className={classes.custom} onSubmit={submit} noValidate>
      <TextInput
        size="xs"
        type="datetime-local"
        step={1}
        label={`From (${zone})`}
        value={start}
        onChange={(event) => setStart(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        type="datetime-local"
        step={1}
        label={`To (${zone})`}
        value={end}
        error={problem}
        onChange={(event) => setEnd(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="light">
        Show this range
      </Button>
    </form>
  );
}
