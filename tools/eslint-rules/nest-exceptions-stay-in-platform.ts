import { restrictImports } from './restrict-imports.ts';

export const nestExceptionsStayInPlatform = restrictImports(
  'Throw an AppError with a code and a category; one filter in platform maps it to a status.',
  [{ modules: ['@nestjs/common'], names: /Exception$/ }],
);
