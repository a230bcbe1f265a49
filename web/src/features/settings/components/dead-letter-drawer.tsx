import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DeadLetterDetailResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { CodeSample } from '../../../shared/ui/code-sample.js';
import { Copyable } from '../../../shared/ui/copyable.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { ShortId } from '../../../shared/ui/short-id.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { useLetter } from '../api/dead-letters.js';
import type { LetterService } from '../model/dead-letter-filter.js';
import { letterState, reasonAdvice, reasonWord } from '../model/dead-letter-words.js';
import { DeadLetterActions } from './dead-letter-actions.js';
import classes from './dead-letters.module.css';
import { useFocusBack } from '../../../shared/lib/use-focus-back.js';

type Props = { service: LetterService; id: string; onClose: () => void };

/** One event that was not applied: why, what it said, and what can be done about it. */
export function DeadLetterDrawer({ service, id, onClose }: Props) {
  useFocusBack();
  const letter = useLetter(useOrg(), service, id);
  const title = letter.data?.type ?? 'Event not applied';
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title={<span className={classes.title}>{title}</span>}>
      <QueryView query={letter}>{(found) => found && <Letter letter={found} service={service} />}</QueryView>
    </Drawer>
  );
}

function Letter({ letter, service }: { letter: DeadLetterDetailResponse; service: LetterService }) {
  return (
    <div className={classes.letter}>
      <div className={classes.head}>
        <StateMark state={letterState[letter.state]} size="md" />
        <span className={classes.dim}>{reasonWord[letter.reason]}</span>
      </div>
      <p className={classes.message}>{letter.error}</p>
      {letter.state === 'open' && <p className={classes.advice}>{reasonAdvice[letter.reason]}</p>}
      {letter.state === 'open' && <DeadLetterActions letter={letter} service={service} />}
      <Facts letter={letter} />
      <Starts letter={letter} />
      <CodeSample code={JSON.stringify(letter.data, null, 2)} label="What it says (secrets hidden)" />
    </div>
  );
}

function Facts({ letter }: { letter: DeadLetterDetailResponse }) {
  const facts: [string, ReactNode][] = [
    ['From', letter.source || 'an older release'],
    ['Not applied by', `${letter.service} ${letter.consumerVersion}`],
    ['Happened', <RelativeTime key="at" at={letter.occurredAt} />],
    ['Given up', <RelativeTime key="died" at={letter.diedAt} />],
    ['Event', <ShortId key="id" id={letter.eventId} />],
    ['About', <span key="about">{`${letter.aggregateId}, version ${letter.aggregateVersion}`}</span>],
    ...(letter.code ? ([['Error code', <code key="code">{letter.code}</code>]] as [string, ReactNode][]) : []),
    ...(letter.traceId
      ? ([['Trace', <Copyable key="trace" value={letter.traceId} label="Copy the trace id" />]] as [
          string,
          ReactNode,
        ][])
      : []),
    ...(letter.replays > 0 ? ([['Replayed', `${letter.replays} times`]] as [string, ReactNode][]) : []),
    ...(letter.discardReason
      ? ([['Discarded', `${letter.resolvedByName ?? 'Somebody'}: ${letter.discardReason}`]] as [string, ReactNode][])
      : []),
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Starts({ letter: { attempts, starts } }: { letter: DeadLetterDetailResponse }) {
  if (attempts.length === 0) return null;
  return (
    <section aria-label="Starts">
      <h3 className={classes.heading}>{starts === 1 ? 'Its one start' : `Its ${starts} starts`}</h3>
      <ol className={classes.starts}>
        {attempts.map(({ startedAt, endedAt, error }) => (
          <li key={startedAt}>
            <RelativeTime at={startedAt} />
            <span>{endedAt ? error : 'never ended: the process died or was blocked'}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
