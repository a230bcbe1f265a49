import classes from './definition-warnings.module.css';

export type DefinitionWarning = { line: number; column: number; message: string };

/** What is unwise about a pipeline file, folded until somebody asks; nothing where there is none. */
export function DefinitionWarnings({ warnings }: { warnings: readonly DefinitionWarning[] }) {
  if (warnings.length === 0) return null;
  const title = warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`;
  return (
    <details className={classes.warnings}>
      <summary className={classes.summary}>
        <span aria-hidden="true">▲</span> {title} about the definition
      </summary>
      <ul className={classes.list}>
        {warnings.map(({ line, column, message }) => (
          <li key={`${line}:${column}:${message}`} className={classes.warning}>
            <span className={classes.place}>
              line {line}, column {column}
            </span>
            {message}
          </li>
        ))}
      </ul>
    </details>
  );
}
