import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { curlSample } from '../../../shared/model/curl-sample.js';
import { CodeSample } from '../../../shared/ui/code-sample.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { Section } from '../../../shared/ui/section.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import { useHideFirstRun } from '../api/home.js';
import type { Steps } from '../model/first-run.js';
import classes from './first-run.module.css';

/** The three steps to the first deployment. They tick themselves when the thing has really happened. */
export function FirstRun({ steps }: { steps: Steps }) {
  const org = useOrg();
  const done = Object.values(steps).filter(Boolean).length;
  const hide = useHideFirstRun();
  const aside = (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      loading={hide.isPending}
      onClick={() => hide.mutate({ body: { onboardingCompleted: true } })}
    >
      Hide these steps
    </Button>
  );
  return (
    <Section title="Get started" description={`${done} of 3 done. They tick themselves.`} aside={aside}>
      <ol className={classes.steps}>
        <Step
          isDone={steps.repository}
          title="Connect a repository"
          why="A push to it starts a run of the pipeline file it holds."
        >
          <LinkButton size="xs" to="/$org/settings/repositories" params={{ org }}>
            Connect a repository
          </LinkButton>
        </Step>
        <Step
          isDone={steps.host}
          title="Add a host"
          why="Where a release runs. First an environment, then a host in it."
        >
          <LinkButton size="xs" to="/$org/settings/environments" params={{ org }}>
            Add an environment and a host
          </LinkButton>
        </Step>
        <Step
          isDone={steps.log}
          title="Ship a log line"
          why="Every line is stamped with the deployment that wrote it. Create a key, then try it:"
        >
          <CodeSample label="Shell" code={curlSample(window.location.origin, '$INGEST_KEY')} />
          <LinkButton size="xs" to="/$org/settings/api-keys" params={{ org }} variant="default">
            Create a key
          </LinkButton>
        </Step>
      </ol>
    </Section>
  );
}

type StepProps = { isDone: boolean; title: string; why: string; children: ReactNode };

function Step({ isDone, title, why, children }: StepProps) {
  const mark = isDone ? 'succeeded' : 'queued';
  return (
    <li className={classes.step} data-done={isDone || undefined}>
      <span className={classes.mark} data-mark={mark}>
        <StateGlyph mark={mark} size={14} />
      </span>
      <div className={classes.body}>
        <h3 className={classes.title}>
          {title} <span className={classes.state}>{isDone ? 'done' : 'to do'}</span>
        </h3>
        <p className={classes.why}>{why}</p>
        {!isDone && <div className={classes.action}>{children}</div>}
      </div>
    </li>
  );
}
