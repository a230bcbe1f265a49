import { useMemo, type MouseEvent } from 'react';
import type { NodeLogLineResponse } from '../../../shared/api/generated/types.gen.js';
import { ansiSpans } from '../model/ansi-spans.js';
import { markHits, type MarkedSpan } from '../model/log-search.js';
import classes from './log.module.css';

type OnPick = (line: number, isExtending: boolean) => void;

/** How a line is shown, whatever it says. */
export type LineLook = {
  time: string;
  wanted: string;
  isSelected: boolean;
  isHit: boolean;
  isFirstError: boolean;
  onPick: OnPick;
};

type Props = LineLook & { line: NodeLogLineResponse };

/** One line: its number as a permalink, the time if shown, and the text in its colours. */
export function LogLine({ line, time, wanted, isSelected, isHit, isFirstError, onPick }: Props) {
  const spans = useMemo(() => markHits(ansiSpans(line.text), wanted), [line.text, wanted]);
  return (
    <div
      className={classes.line}
      data-line={line.line}
      data-selected={isSelected || undefined}
      data-hit={isHit || undefined}
      data-error={isFirstError || undefined}
      data-stream={line.stream}
    >
      <LineNumber line={line.line} onPick={onPick} />
      {time && <span className={classes.time}>{time}</span>}
      <span className={classes.text}>
        {spans.length === 0 ? ' ' : spans.map((span, index) => <LinePiece key={index} span={span} />)}
      </span>
    </div>
  );
}

/** The number of a line, which is the link to it. */
export function LineNumber({ line, onPick }: { line: number; onPick: OnPick }) {
  const pick = (event: MouseEvent) => {
    event.preventDefault();
    onPick(line, event.shiftKey);
  };
  return (
    <a className={classes.number} href={`#L${line}`} tabIndex={-1} onClick={pick} aria-label={`Line ${line}`}>
      {line}
    </a>
  );
}

/** A piece of a line in one colour. */
export function LinePiece({ span }: { span: MarkedSpan }) {
  const Tag = span.isHit ? 'mark' : 'span';
  return (
    <Tag
      data-fg={span.fg}
      data-bold={span.isBold}
      data-faint={span.isFaint}
      data-italic={span.isItalic}
      data-underlined={span.isUnderlined}
    >
      {span.text}
    </Tag>
  );
}
