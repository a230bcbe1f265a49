import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, ValidateIf } from 'class-validator';
import { AreEntryNames, IsEntries } from './config-entries.js';

const TEXTS = { type: 'object', additionalProperties: { type: 'string' } } as const;
const isSent = (_: object, value: unknown): boolean => value !== undefined;

export class PutConfigRequest {
  @ApiProperty({ ...TEXTS, description: 'All variables; one that is not named here is gone' })
  @IsEntries()
  variables!: Record<string, string>;

  @ApiPropertyOptional({ ...TEXTS, description: 'Secrets to set; the others stay' })
  @ValidateIf(isSent)
  @IsEntries()
  secrets?: Record<string, string>;

  @ApiPropertyOptional({ type: [String], description: 'Secrets to remove' })
  @ValidateIf(isSent)
  @IsArray()
  @ArrayMaxSize(200)
  @AreEntryNames()
  removeSecrets?: string[];
}

export class SecretEntryResponse {
  @ApiProperty()
  name!: string;

  @ApiProperty({ format: 'date-time' })
  setAt!: string;
}

export class ConfigResponse {
  @ApiProperty({ format: 'uuid' })
  serviceId!: string;

  @ApiProperty({ format: 'uuid' })
  environmentId!: string;

  @ApiProperty({ type: 'integer', description: '0 before the first change' })
  version!: number;

  @ApiProperty(TEXTS)
  variables!: Record<string, string>;

  @ApiProperty({ type: [SecretEntryResponse] })
  secrets!: SecretEntryResponse[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  updatedAt!: string | null;
}
