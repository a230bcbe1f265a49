import { Button, Group } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useMemo, useRef, useState } from 'react';
import type { LogComparisonResponse } from '../../../shared/api/generated/types.gen.js';
import { cutNotes, differencesIn, foldRows, type LogRow } from '../model/compared-logs.js';
import classes from './compare-logs.module.css';

type Props = { comparison: LogComparisonResponse; numbers: { left: number; right: number } };

/** Two logs line by line, what is alike folded away. n and p move the focus from difference to difference. */
export function ComparedLogLines({ comparison, numbers }: Props) {
  const { rows } = comparison;
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const items = useMemo(() => foldRows(rows, opened), [rows, opened]);
  const count = useMemo(() => differencesIn(rows), [rows]);
  const { list, move } = useDifferences();
  return (
    <>
      <Group justify="space-between" gap="xs" mb="xs">
        <span>{count === 0 ? 'Both say the same, whatever the times in it.' : differences(count)}</span>
        <Group gap="xs">
          <Button variant="default" disabled={count === 0} aria-keyshortcuts="p" onClick={() => move(-1)}>
            Previous
          </Button>
          <Button variant="default" disabled={count === 0} aria-keyshortcuts="n" onClick={() => move(1)}>
            Next difference
          </Button>
        </Group>
      </Group>
      {cutNotes(comparison, numbers).map((note) => (
        <p key={note} className={classes.note}>
          {note}
        </p>
      ))}
      <ol ref={list} className={classes.lines} tabIndex={0} aria-label="Lines of both logs">
        {items.map((item) =>
          item.kind === 'gap' ? (
            <li key={item.at} className={classes.gap}>
              <button type="button" onClick={() => setOpened(new Set([...opened, item.at]))}>
                {item.count} lines alike
              </button>
            </li>
          ) : (
            <Line key={item.at} row={item.row} startsDifference={item.startsDifference} />
          ),
        )}
      </ol>
    </>
  );
}

function Line({ row, startsDifference }: { row: LogRow; startsDifference: boolean }) {
  const { isSame, left, right, leftText, rightText } = row;
  return (
    <li
      className={classes.line}
      data-same={isSame || undefined}
      {...(startsDifference && { 'data-difference': true, tabIndex: -1 })}
    >
      <span className={classes.hidden}>{wordsOf(row)}</span>
      <Side number={left} text={leftText} side="left" />
      <Side number={right} text={rightText} side="right" />
    </li>
  );
}

type SideProps = { number: number | null; text: string | null; side: 'left' | 'right' };

function Side({ number, text, side }: SideProps) {
  return (
    <span className={classes.side} data-side={side} data-missing={text === null || undefined}>
      <span className={classes.number} aria-hidden="true">
        {number ?? ''}
      </span>
      <code className={classes.text}>{text}</code>
    </span>
  );
}

function wordsOf({ isSame, left, right }: LogRow): string {
  if (isSame) return '';
  if (left === null) return 'Only on the right: ';
  return right === null ? 'Only on the left: ' : 'Differs: ';
}

const differences = (count: number): string => (count === 1 ? '1 difference' : `${count} differences`);

/** From the difference that was shown last, also where a click has taken the focus from it. */
function useDifferences() {
  const list = useRef<HTMLOListElement>(null);
  const last = useRef<HTMLElement | null>(null);
  const move = (step: 1 | -1) => {
    const all = Array.from(list.current?.querySelectorAll<HTMLElement>('[data-difference]') ?? []);
    const at = last.current ? all.indexOf(last.current) : -1;
    const next = at === -1 ? (step === 1 ? 0 : all.length - 1) : at + step;
    last.current = all[Math.min(all.length - 1, Math.max(0, next))] ?? null;
    last.current?.focus();
  };
  useHotkeys([
    ['n', () => move(1)],
    ['p', () => move(-1)],
  ]);
  return { list, move };
}
