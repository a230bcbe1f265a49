import type { IncidentResponse } from '../../../shared/api/generated/types.gen.js';
import { Section } from '../../../shared/ui/section.js';
import classes from './incident-page.module.css';

/** Error lines of the affected service: the quarter of an hour before the first one, and since. */
export function Harm({ data: { incident, errorsBefore, errorsAfter } }: { data: IncidentResponse }) {
  const most = Math.max(1, errorsBefore, errorsAfter);
  return (
    <Section title="Errors">
      <dl className={classes.harm}>
        <Count name="15 min before" value={errorsBefore} share={errorsBefore / most} />
        <Count
          name={incident.mitigatedAt || incident.resolvedAt ? 'While it hurt' : 'Since, first hour'}
          value={errorsAfter}
          share={errorsAfter / most}
          isBad
        />
      </dl>
      <p className={classes.aside}>
        Lines of level error and fatal of {incident.serviceName} in {incident.environmentName}.
      </p>
    </Section>
  );
}

type CountProps = { name: string; value: number; share: number; isBad?: boolean };

function Count({ name, value, share, isBad = false }: CountProps) {
  return (
    <div className={classes.count}>
      <dt>{name}</dt>
      <dd>
        <span className={classes.number}>{value.toLocaleString('en')}</span>
        <span className={classes.gauge} data-bad={isBad || undefined} aria-hidden="true">
          <span style={{ width: `${share * 100}%` }} />
        </span>
      </dd>
    </div>
  );
}
