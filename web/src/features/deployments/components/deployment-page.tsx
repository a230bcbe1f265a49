import type { DeploymentResponse } from '../../../shared/api/generated/types.gen.js';
import { deploymentState } from '../../../shared/model/states.js';
import { Page } from '../../../shared/ui/page.js';
import { Section } from '../../../shared/ui/section.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import { DeploymentHeader } from './deployment-header.js';
import { DeploymentLog } from './deployment-log.js';
import { ReleaseFacts } from './release-facts.js';
import { Targets } from './targets.js';
import classes from './deployment-page.module.css';

/** One deployment: the way it is on, what it put where, and what happened in order. */
export function DeploymentPage({ deployment }: { deployment: DeploymentResponse }) {
  const said = [deployment.reason, deployment.message].filter((text) => text !== null);
  const { mark } = deploymentState[deployment.status];
  return (
    <Page>
      <DeploymentHeader deployment={deployment} />
      {said.length > 0 && (
        <p className={classes.said} data-mark={mark}>
          <StateGlyph mark={mark} />
          <span>{said.join(' · ')}</span>
        </p>
      )}
      <div className={classes.columns}>
        <div className={classes.main}>
          <Section title="What happened">
            <DeploymentLog lines={deployment.log} />
          </Section>
          <Section title="Targets" count={deployment.targets.length}>
            <Targets targets={deployment.targets} />
          </Section>
        </div>
        <Section title="Release">
          <ReleaseFacts deployment={deployment} />
        </Section>
      </div>
    </Page>
  );
}
