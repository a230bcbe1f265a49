import { createFileRoute } from '@tanstack/react-router';
import { Home } from '../../features/home/components/home.js';

export const Route = createFileRoute('/$org/')({ staticData: { crumb: 'Home' }, component: Home });
