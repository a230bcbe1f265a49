import './styles.js';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { onActingEnded } from '../shared/api/acting.js';
import { configureClient } from '../shared/api/configure-client.js';
import { onSignedOut } from '../shared/api/session.js';
import { Providers } from './providers.js';
import { createQueryClient } from './query-client.js';
import { reloadWhenReplaced } from './reload-when-replaced.js';
import { createAppRouter } from './router.js';

configureClient();
const queryClient = createQueryClient();
const router = createAppRouter(queryClient);

// The guards of the routes run again and lead to the sign-in page; nothing of the last person stays in memory.
onSignedOut(() => {
  queryClient.clear();
  void router.invalidate();
});

// What was read behind the impersonation is somebody else's, and no page of theirs may ask again in the admin's name: the
// console, where it began, starts from nothing.
onActingEnded(() => window.location.assign('/admin'));

reloadWhenReplaced();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Providers queryClient={queryClient}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
}
