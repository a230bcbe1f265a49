import { createFileRoute } from '@tanstack/react-router';
import { ProfilePage } from '../features/account/components/profile-page.js';

export const Route = createFileRoute('/account/')({ component: ProfilePage });
