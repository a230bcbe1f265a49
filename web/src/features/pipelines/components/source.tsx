import { yamlTokens } from '../model/yaml-tokens.js';
import classes from './pipelines.module.css';

/** The text of a pipeline file with line numbers. */
export function Source({ source }: { source: string }) {
  const lines = source.replace(/\n$/, '').split('\n');
  return (
    <pre className={classes.source} tabIndex={0} aria-label="Source of the definition">
      {lines.map((line, index) => (
        <span key={index}>
          {yamlTokens(line).map(({ text, kind }, at) => (
            <span key={at} data-kind={kind}>
              {text}
            </span>
          ))}
        </span>
      ))}
    </pre>
  );
}
