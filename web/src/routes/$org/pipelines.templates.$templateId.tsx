import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { templateOptions } from '../../features/pipelines/api/templates.js';
import { TemplatePage } from '../../features/pipelines/templates/template-page.js';

export const Route = createFileRoute('/$org/pipelines/templates/$templateId')({
  loader: async ({ context, params }) => {
    const { name } = await context.queryClient.ensureQueryData(templateOptions(params.org, params.templateId));
    return { crumb: name };
  },
  component: View,
});

function View() {
  const { org, templateId } = Route.useParams();
  const { data } = useSuspenseQuery(templateOptions(org, templateId));
  return <TemplatePage template={data} />;
}
