import { useState } from 'react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { Section } from '../../../shared/ui/section.js';
import { useEvidence } from '../api/evidence.js';
import { inOrder } from '../model/evidence-words.js';
import { EvidenceCard } from './evidence-card.js';
import { EvidenceDrawer } from './evidence-drawer.js';
import classes from './evidence.module.css';

/** What speaks for and against a run: a card for each report, step and signature. */
export function RunEvidence({ executionId }: { executionId: string }) {
  const [opened, setOpened] = useState<string>();
  const query = useEvidence(useOrg(), executionId);
  const empty = (
    <p className={classes.note}>
      No evidence. An artifact that says <code>report: junit</code>, <code>coverage</code>, <code>trivy</code> or{' '}
      <code>sbom</code> is read when it comes, and gates can look at what it says.
    </p>
  );
  return (
    <Section title="Evidence" count={query.data?.items.length || undefined}>
      <QueryView query={query} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => (
          <ul className={classes.cards}>
            {inOrder(items).map((item) => (
              <EvidenceCard key={item.id} evidence={item} onOpen={() => setOpened(item.id)} />
            ))}
          </ul>
        )}
      </QueryView>
      {opened !== undefined && <EvidenceDrawer evidenceId={opened} onClose={() => setOpened(undefined)} />}
    </Section>
  );
}
