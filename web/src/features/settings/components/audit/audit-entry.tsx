import { useState } from 'react';
import type { AuditEntryResponse } from '../../../../shared/api/generated/types.gen.js';
import { RelativeTime } from '../../../../shared/ui/relative-time.js';
import { actionWords, changedFields } from '../../model/audit-words.js';
import classes from './audit.module.css';

/** One act: when, who, what. Opened, it shows every field before and after, and from where it was done. */
export function AuditEntry({ entry }: { entry: AuditEntryResponse }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li className={classes.entry}>
      <button type="button" className={classes.line} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className={classes.when}>
          <RelativeTime at={entry.occurredAt} />
        </span>
        <span className={classes.who}>
          {entry.actorName ?? 'Throughline'}
          {entry.impersonatorName && <span className={classes.behind}>◇ {entry.impersonatorName} as them</span>}
        </span>
        <span className={classes.what}>
          {actionWords(entry.action)}
          {entry.resourceName && <strong> {entry.resourceName}</strong>}
          <span className={classes.code}>{entry.action}</span>
        </span>
      </button>
      {isOpen && <Details entry={entry} />}
    </li>
  );
}

function Details({ entry }: { entry: AuditEntryResponse }) {
  const changes = changedFields(entry.before, entry.after);
  const facts = [
    ['Service', entry.service],
    ['Thing', `${entry.resourceKind} ${entry.resourceId}`],
    ['From', [entry.client, entry.ip].filter(Boolean).join(' · ') || 'within Throughline'],
    ['Place in the chain', String(entry.sequence)],
  ] as const;
  return (
    <div className={classes.details}>
      {changes.length > 0 && (
        <table className={classes.diff}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ name, before, after }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{before === undefined ? '—' : <del>{before}</del>}</td>
                <td>{after === undefined ? '—' : <ins>{after}</ins>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
