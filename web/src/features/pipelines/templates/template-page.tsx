import { Button } from '@mantine/core';
import { useState } from 'react';
import type { TemplateResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { Section } from '../../../shared/ui/section.js';
import { useUse } from '../api/templates.js';
import { Source } from '../components/source.js';
import { DeleteTemplate } from './delete-template.js';
import { TemplateFacts } from './template-card.js';
import { UsedTemplate } from './used-template.js';

/** One template: what it does, its file, and the way to use it. */
export function TemplatePage({ template }: { template: TemplateResponse }) {
  const org = useOrg();
  const use = useUse();
  const [isDeleting, setDeleting] = useState(false);
  const start = () => use.mutate({ path: { org, templateId: template.id } });
  const actions = (
    <>
      {template.own && (
        <PermittedButton permission="repositories.manage" variant="default" onClick={() => setDeleting(true)}>
          Delete
        </PermittedButton>
      )}
      <Button onClick={start} loading={use.isPending}>
        Use template
      </Button>
    </>
  );
  return (
    <Page>
      <PageHeader title={template.name} meta={<TemplateFacts template={template} />} actions={actions} />
      <p>{template.description}</p>
      <Section title="The pipeline file">
        <Source source={template.source} />
      </Section>
      {use.data && <UsedTemplate template={use.data} onClose={() => use.reset()} />}
      {isDeleting && <DeleteTemplate template={template} onClose={() => setDeleting(false)} />}
    </Page>
  );
}
