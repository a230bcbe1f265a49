import type { ReactNode } from 'react';
import type { FiringResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { firingState } from '../../../shared/model/states.js';
import { Duration } from '../../../shared/ui/duration.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import classes from './incident-page.module.css';

/** The alert that opened it. */
export function FiringFacts({ firing }: { firing: FiringResponse }) {
  const org = useOrg();
  const lastedMs = firing.resolvedAt ? Date.parse(firing.resolvedAt) - Date.parse(firing.startedAt) : undefined;
  return (
    <Section title="Alert">
      <dl className={classes.facts}>
        <Fact name="Rule">
          <TextLink to="/$org/settings/alert-rules" params={{ org }}>
            {firing.ruleName}
          </TextLink>
        </Fact>
        <Fact name="State">
          <StateMark state={firingState[firing.state]} />
        </Fact>
        <Fact name="Value">
          {firing.value.toLocaleString('en')} errors, fires above {firing.threshold.toLocaleString('en')}
        </Fact>
        <Fact name="Began">
          <RelativeTime at={firing.startedAt} />
        </Fact>
        <Fact name="Fired">
          <RelativeTime at={firing.firedAt} />
        </Fact>
        <Fact name="Lasted">
          <Duration ms={lastedMs} runningSince={firing.startedAt} />
        </Fact>
      </dl>
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
