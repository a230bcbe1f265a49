import { IconX } from '@tabler/icons-react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { useDeployment } from '../api/logs.js';
import { isFiltered } from '../model/log-search.js';
import { formatTerms, parseTerms } from '../model/query-text.js';
import classes from './logs-page.module.css';
import type { LogState } from './use-log-view.js';

const NO_FILTER = {
  serviceId: undefined,
  environmentId: undefined,
  deploymentId: undefined,
  traceId: undefined,
  level: undefined,
  text: undefined,
};

/** What narrows the lines down, each with a way to take it away. Menus and levels show themselves. */
export function ActiveChips({ state: { search, ask } }: { state: LogState }) {
  const terms = parseTerms(search.text ?? '');
  const deployment = useDeployment(useOrg(), search.deploymentId);
  if (!isFiltered(search)) return null;
  const name = deployment
    ? `#${deployment.number} ${deployment.serviceName} ${deployment.release.version}`
    : search.deploymentId?.slice(-8);
  return (
    <div className={classes.chips}>
      {search.deploymentId && (
        <Chip kind="deployment" value={name ?? ''} onRemove={() => ask({ deploymentId: undefined })} />
      )}
      {search.traceId && <Chip kind="trace" value={search.traceId} onRemove={() => ask({ traceId: undefined })} />}
      {terms.map((term, index) => (
        <Chip
          key={`${String(index)}${term.text}`}
          kind={term.isNegated ? 'without' : 'with'}
          value={term.text}
          onRemove={() => ask({ text: formatTerms(terms.filter((other) => other !== term)) })}
        />
      ))}
      <button type="button" className={classes.clear} onClick={() => ask(NO_FILTER)}>
        Clear filters
      </button>
    </div>
  );
}

function Chip({ kind, value, onRemove }: { kind: string; value: string; onRemove: () => void }) {
  return (
    <span className={classes.chip} data-kind={kind}>
      <span className={classes.chipKind}>{kind}</span>
      <code className={classes.chipValue}>{value}</code>
      <button type="button" className={classes.chipRemove} onClick={onRemove} aria-label={`Remove: ${kind} ${value}`}>
        <IconX size={12} aria-hidden />
      </button>
    </span>
  );
}
