import { Button, Modal } from '@mantine/core';
import type { VariableResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { useVersions } from '../api/values.js';
import classes from './values.module.css';
import { useFocusBack } from '../../../shared/lib/use-focus-back.js';

/** What a variable was, when, and who said so. */
export function VariableHistory({ variable, onClose }: { variable: VariableResponse; onClose: () => void }) {
  useFocusBack();
  const query = useVersions(useOrg(), variable.id);
  return (
    <Modal opened onClose={onClose} title={`Values of ${variable.name}`} size="lg">
      <QueryView query={query}>
        {({ pages }) => (
          <ol className={classes.versions}>
            {pages
              .flatMap(({ items }) => items)
              .map(({ version, value, setByName, setAt }) => (
                <li key={version}>
                  <span className={classes.faint}>
                    Version {version}, {setByName}, <RelativeTime at={setAt} />
                  </span>
                  <pre>{value || <span className={classes.faint}>empty</span>}</pre>
                </li>
              ))}
          </ol>
        )}
      </QueryView>
      {query.hasNextPage && (
        <Button
          variant="default"
          className={classes.more}
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Earlier values
        </Button>
      )}
    </Modal>
  );
}
