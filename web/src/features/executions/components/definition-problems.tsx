import type { ExecutionResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { Section } from '../../../shared/ui/section.js';
import { useDefinitionSource } from '../api/executions.js';
import classes from './definition-problems.module.css';

/** Why a run was refused before it began: each problem with its place, and the line of the file where it can be had. */
export function DefinitionProblems({ run }: { run: ExecutionResponse }) {
  const org = useOrg();
  const { pipelineId, commit } = run.execution;
  const source = useDefinitionSource(org, pipelineId, run.definitionVersion);
  const lines = source?.split('\n') ?? [];
  return (
    <Section
      title="What is wrong with the definition"
      count={run.problems.length}
      description="Nothing ran. Correct the file, here or in the repository; its commit starts a new run."
      aside={
        <LinkButton
          to="/$org/pipelines/$pipelineId/edit"
          params={{ org, pipelineId }}
          search={{ branch: commit.branch }}
          size="xs"
          variant="default"
        >
          Edit the file
        </LinkButton>
      }
    >
      <ol className={classes.problems}>
        {run.problems.map(({ line, column, message }) => (
          <li key={`${line}:${column}:${message}`} className={classes.problem}>
            <p className={classes.message}>
              <span className={classes.place}>
                line {line}, column {column}
              </span>
              {message}
            </p>
            <Excerpt text={lines[line - 1]} line={line} column={column} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Excerpt({ text, line, column }: { text: string | undefined; line: number; column: number }) {
  if (text === undefined) return null;
  return (
    <pre className={classes.code} tabIndex={0} aria-label={`Line ${line} of the definition`}>
      <span className={classes.number}>{line}</span>
      {text}
      {'\n'}
      <span className={classes.number} aria-hidden="true" />
      <span className={classes.caret} aria-hidden="true">
        {' '.repeat(Math.max(0, column - 1))}^
      </span>
    </pre>
  );
}
