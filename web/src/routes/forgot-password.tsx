import { createFileRoute } from '@tanstack/react-router';
import { ForgotPassword } from '../features/account/components/forgot-password.js';

export const Route = createFileRoute('/forgot-password')({ component: ForgotPassword });
