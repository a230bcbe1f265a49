import { CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useOrg } from '../../../shared/lib/use-org.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { deploymentOptions } from '../api/deployments.js';
import { compareDeployments } from '../model/compare.js';
import classes from './history.module.css';

type Props = { leftId: string; rightId: string; onClose: () => void };

/** Two deployments of a slot side by side; what differs stands out. */
export function Comparison({ leftId, rightId, onClose }: Props) {
  const org = useOrg();
  const left = useQuery(deploymentOptions(org, leftId));
  const right = useQuery(deploymentOptions(org, rightId));
  return (
    <section className={classes.comparison} aria-label="Comparison">
      <QueryView query={left}>
        {(one) => (
          <QueryView query={right}>
            {(other) => (
              <table>
                <thead>
                  <tr>
                    <td>
                      <CloseButton size="sm" aria-label="Close the comparison" onClick={onClose} />
                    </td>
                    <th scope="col">#{one.number}</th>
                    <th scope="col">#{other.number} (live)</th>
                  </tr>
                </thead>
                <tbody>
                  {compareDeployments(one, other).map((fact) => (
                    <tr key={fact.name} data-same={fact.isSame || undefined}>
                      <th scope="row">{fact.name}</th>
                      <td>{fact.left}</td>
                      <td>{fact.isSame ? 'the same' : fact.right}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </QueryView>
        )}
      </QueryView>
    </section>
  );
}
