import { createFileRoute, Outlet, redirect, retainSearchParams } from '@tanstack/react-router';
import { NotAMember } from '../features/account/components/not-a-member.js';
import { Shell } from '../features/shell/components/shell.js';
import { ShellPending } from '../features/shell/components/shell-pending.js';
import { capabilitiesOptions } from '../shared/api/capabilities.js';
import { slugOfFormer } from '../shared/api/former-slug.js';
import { getMeOptions, listMyOrganizationsOptions } from '../shared/api/generated/@tanstack/react-query.gen.js';
import { hasSession } from '../shared/api/session-guard.js';
import { NotFound } from '../shared/ui/not-found.js';
import { Page } from '../shared/ui/page.js';
import { BareRouteProblem } from '../shared/ui/route-problem.js';
import { text } from '../shared/lib/search-params.js';

export type OrgSearch = { project?: string };

export const Route = createFileRoute('/$org')({
  validateSearch: (search): OrgSearch => ({ project: text(search['project']) }),
  search: { middlewares: [retainSearchParams(['project'])] },
  beforeLoad: async ({ context, location }) => {
    if (!(await hasSession(context.queryClient)))
      throw redirect({ to: '/sign-in', search: { returnTo: location.href } });
  },
  loader: async ({ context, params, location }) => {
    const [mine] = await Promise.all([
      context.queryClient.ensureQueryData(listMyOrganizationsOptions()),
      context.queryClient.ensureQueryData(getMeOptions()),
    ]);
    const isKnown = mine.items.some(({ slug, organizationId }) => slug === params.org || organizationId === params.org);
    if (!isKnown) {
      const slug = await slugOfFormer(context.queryClient, params.org);
      if (slug === undefined) return { isMember: false };
      throw redirect({ href: location.href.replace(`/${params.org}`, `/${slug}`), replace: true });
    }
    await context.queryClient.ensureQueryData(capabilitiesOptions(params.org));
    return { isMember: true };
  },
  component: OrgLayout,
  pendingComponent: ShellPending,
  errorComponent: BareRouteProblem,
  notFoundComponent: () => (
    <Page>
      <NotFound />
    </Page>
  ),
});

function OrgLayout() {
  const { isMember } = Route.useLoaderData();
  const { org } = Route.useParams();
  if (!isMember) return <NotAMember org={org} />;
  return (
    <Shell key={org}>
      <Outlet />
    </Shell>
  );
}
