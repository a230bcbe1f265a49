import { Button, Group, Modal } from '@mantine/core';
import type { TemplateResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { CodeSample } from '../../../shared/ui/code-sample.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { useFocusBack } from '../../../shared/lib/use-focus-back.js';

const PATH = '.throughline/pipeline.yml';

/** The file of a template to take along, and what to do with it. */
export function UsedTemplate({ template, onClose }: { template: TemplateResponse; onClose: () => void }) {
  useFocusBack();
  const org = useOrg();
  const address = `data:application/yaml;charset=utf-8,${encodeURIComponent(template.source)}`;
  return (
    <Modal opened onClose={onClose} title={`Use ${template.name}`} size="xl">
      <p>
        Open it in the editor, which commits it to a repository, or put the file there yourself as <code>{PATH}</code>{' '}
        and push: the push runs it. It is yours from now on.
      </p>
      <CodeSample label={PATH} code={template.source} />
      <Group justify="flex-end" gap="xs" mt="md">
        <Button component="a" href={address} download="pipeline.yml" variant="default">
          Download
        </Button>
        <LinkButton to="/$org/pipelines/new" params={{ org }} search={{ template: template.id }}>
          Open in the editor
        </LinkButton>
      </Group>
    </Modal>
  );
}
