import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { AppError, type FieldProblem } from '@throughline/kernel';

/** class-validator on every DTO: unknown fields are refused, types are not guessed, problems carry JSON pointers. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    transformOptions: { enableImplicitConversion: false },
    stopAtFirstError: true,
    exceptionFactory: (errors) =>
      new AppError(
        'validation',
        'invalid',
        'The request is not valid.',
        errors.flatMap((error) => fieldsOf(error, '')),
      ),
  });
}

function fieldsOf(error: ValidationError, parent: string): FieldProblem[] {
  const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ pointer, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldsOf(child, pointer))];
}
