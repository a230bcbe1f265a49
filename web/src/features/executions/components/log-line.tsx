import { useMemo, type MouseEvent } from 'react';
import type { NodeLogLineResponse } from '../../../shared/api/generated/types.gen.js';
import { ansiSpans } from '../model/ansi-spans.js';
import { markHits, type MarkedSpan } from '../model/log-search.js';
import classes from './log.module.css';

type Props = {
  line: NodeLogLineResponse;
  time: string;
  wanted: string;
  isSelected: boolean;
  isHit: boolean;
  isFirstError: boolean;
  onPick: (line: number, isExtending: boolean) => void;
};

/** One line: its number as a permalink, the time if shown, and the text in its colours. */
export function LogLine({ line, time, wanted, isSelected, isHit, isFirstError, onPick }: Props) {
  const spans = useMemo(() => markHits(ansiSpans(line.text), wanted), [line.text, wanted]);
  const pick = (event: MouseEvent) => {
    event.preventDefault();
    onPick(line.line, event.shiftKey);
  };
  return (
    <div
      className={classes.line}
      data-line={line.line}
      data-selected={isSelected || undefined}
      data-hit={isHit || undefined}
      data-error={isFirstError || undefined}
      data-stream={line.stream}
    >
      <a
        className={classes.number}
        href={`#L${line.line}`}
        tabIndex={-1}
        onClick={pick}
        aria-label={`Line ${line.line}`}
      >
        {line.line}
      </a>
      {time && <span className={classes.time}>{time}</span>}
      <span className={classes.text}>
        {spans.length === 0 ? ' ' : spans.map((span, index) => <Piece key={index} span={span} />)}
      </span>
    </div>
  );
}

function Piece({ span }: { span: MarkedSpan }) {
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
