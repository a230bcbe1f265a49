import { Button } from '@mantine/core';
import { type ProblemError, toProblemError } from '../api/problem-error.js';
import { Copyable } from './copyable.js';
import classes from './problem-view.module.css';
import { StateGlyph } from './state-glyph.js';

type Props = { error: unknown; onRetry?: (() => void) | undefined; isPage?: boolean };

/** A refused or failed request in words, with the trace id to quote. Announced to screen readers. */
export function ProblemView({ error, onRetry, isPage = false }: Props) {
  const shown = toProblemError(error);
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className={classes.problem} role="alert">
      <span className={classes.glyph} data-mark="failed">
        <StateGlyph mark="failed" size={14} />
      </span>
      <div className={classes.body}>
        <Title className={classes.title}>{shown.title}</Title>
        {shown.detail && shown.detail !== shown.title && <p className={classes.detail}>{shown.detail}</p>}
        <FieldList problem={shown} />
        {shown.traceId && (
          <p className={classes.trace}>
            Trace <Copyable value={shown.traceId} label="Copy the trace id" />
          </p>
        )}
        {onRetry && (
          <Button variant="default" size="xs" mt={10} onClick={onRetry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}

function FieldList({ problem }: { problem: ProblemError }) {
  if (problem.fields.length === 0) return null;
  return (
    <ul className={classes.fields}>
      {problem.fields.map((field) => (
        <li key={field.pointer + field.message}>
          <code>{field.pointer}</code> {field.message}
        </li>
      ))}
    </ul>
  );
}
