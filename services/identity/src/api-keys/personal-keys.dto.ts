import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { IsUUID } from 'class-validator';
import { IfPresent } from '../text/if-present.js';
import { NewScopedKeyRequest, ScopedKeyFacts } from './key-facts.dto.js';

export class CreatePersonalKeyRequest extends NewScopedKeyRequest {
  @ApiPropertyOptional({ format: 'uuid', description: 'The one organization that it opens; all of yours, when absent' })
  @IfPresent()
  @IsUUID()
  organizationId?: string;
}

export class KeyOrganization {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  slug!: string;

  @ApiProperty()
  name!: string;
}

export class PersonalKeyResponse extends ScopedKeyFacts {
  @ApiProperty({
    type: KeyOrganization,
    nullable: true,
    description: 'The one organization that it opens; null for all of yours',
  })
  organization!: KeyOrganization | null;
}

export const PersonalKeyPage = pageOf(PersonalKeyResponse);
