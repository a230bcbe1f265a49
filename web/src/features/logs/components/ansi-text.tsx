import { useMemo } from 'react';
import { ansiSpans } from '../model/ansi-spans.js';
import classes from './ansi-text.module.css';

/** A message in the colours its program gave it. */
export function AnsiText({ text }: { text: string }) {
  const spans = useMemo(() => ansiSpans(text), [text]);
  return spans.map((span, index) =>
    span.color || span.isBold ? (
      <span key={index} className={classes.piece} data-color={span.color} data-bold={span.isBold}>
        {span.text}
      </span>
    ) : (
      span.text
    ),
  );
}
