import type { PlanResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { useEntitlements, usePlans, useSubscription } from '../api/plan.js';
import { FEATURE_WORDS } from '../model/usage.js';
import classes from './plan-page.module.css';
import { UsageRow } from './usage-row.js';

/** The plan, each limit with what is used of it, and what happens when it is reached. */
export function PlanPage() {
  const org = useOrg();
  const subscription = useSubscription(org).data;
  const meta = subscription && (
    <span>
      {subscription.planName} plan, {subscription.status}, since <RelativeTime at={subscription.since} />
    </span>
  );
  return (
    <Page>
      <PageHeader title="Plan and usage" meta={meta} />
      <Section title="Limits">
        <QueryView query={useEntitlements(org)}>
          {({ items }) => (
            <ul className={classes.rows}>
              {items.map((entitlement) => (
                <UsageRow key={entitlement.feature} entitlement={entitlement} />
              ))}
            </ul>
          )}
        </QueryView>
      </Section>
      <Section
        title="Plans"
        description="This installation decides which plans there are. Its administrator changes yours."
      >
        <QueryView query={usePlans()}>
          {({ items }) => (
            <div className={classes.plans}>
              {items.map((plan) => (
                <Plan key={plan.key} plan={plan} isCurrent={plan.key === subscription?.planKey} />
              ))}
            </div>
          )}
        </QueryView>
      </Section>
    </Page>
  );
}

function Plan({ plan, isCurrent }: { plan: PlanResponse; isCurrent: boolean }) {
  return (
    <section className={classes.plan} data-current={isCurrent || undefined} aria-label={plan.name}>
      <h3 className={classes.planName}>
        {plan.name} {isCurrent && <span className={classes.current}>your plan</span>}
      </h3>
      <p className={classes.dim}>{plan.description}</p>
      <dl className={classes.features}>
        {plan.features.map(({ feature, limit, unit }) => (
          <div key={feature}>
            <dt>{FEATURE_WORDS[feature]}</dt>
            <dd>
              {limit === null
                ? 'no limit'
                : `${limit.toLocaleString('en')} ${feature === 'log_retention_days' ? unit : ''}`}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
