import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { AppError } from '@throughline/kernel';
import { currentContext } from '../context/request-context.js';
import { annotateSpan } from '../tracing/spans.js';
import { type Access, ACCESS } from './access.decorators.js';
import { actorOf, may, type Principal } from './principal.js';

interface GuardedRequest {
  method: string;
  user?: Principal;
  params?: Record<string, string>;
}

/**
 * The one guard of every route, deny by default: authenticate → member of the organization in the path →
 * permission. A route that declares nothing is refused to everybody.
 */
@Injectable()
export class AccessGuard extends AuthGuard('jwt') {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access?.kind === 'public') return true;
    if (!access) throw new AppError('route_closed', 'forbidden', 'This route declares no permission.');
    await super.canActivate(context);
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    if (!request.user) throw unauthenticated();
    authorize(access, request.user, request.params?.['org']);
    if (access.kind === 'authenticated') refuseWritingKey(request.user, request.method);
    const current = currentContext();
    if (current) current.actor = actorOf(request.user);
    if (request.user.orgId) annotateSpan({ 'throughline.org.id': request.user.orgId });
    return true;
  }

  override handleRequest<User>(error: unknown, user: User | false): User {
    if (error || !user) throw unauthenticated();
    return user;
  }
}

function authorize(access: Access, principal: Principal, orgInPath: string | undefined): void {
  if (orgInPath !== undefined && orgInPath !== principal.orgId) {
    throw new AppError('not_found', 'not_found', 'There is no such thing, or you may not see it.');
  }
  if (access.kind !== 'permission' || may(principal, access.permission)) return;
  throw new AppError(
    'permission_missing',
    'forbidden',
    `This needs the permission ${access.permission}. An owner or admin of the organization can grant it.`,
  );
}

/** Nothing that a person alone is asked for has a scope, so a key only reads there: it changes no password and makes no key. */
function refuseWritingKey({ keyId }: Principal, method: string): void {
  if (keyId === null || method === 'GET' || method === 'HEAD') return;
  throw new AppError(
    'key_refused',
    'forbidden',
    'An API key changes nothing of the account that it acts for. Sign in and do it as a person.',
  );
}

function unauthenticated(): AppError {
  return new AppError('unauthenticated', 'unauthenticated', 'Sign in, or send a valid access token or API key.');
}
