import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { IsDisplayName } from '../text/display-name.js';
import { IfPresent } from '../text/if-present.js';

export class CreateOrganizationRequest {
  @ApiProperty({ maxLength: 100 })
  @IsDisplayName()
  name!: string;

  @ApiPropertyOptional({ maxLength: 63, description: 'Made from the name when absent' })
  @IfPresent()
  @IsString()
  @MaxLength(63)
  slug?: string;
}

export class UpdateOrganizationRequest {
  @ApiPropertyOptional({ maxLength: 100 })
  @IfPresent()
  @IsDisplayName()
  name?: string;

  @ApiPropertyOptional({ maxLength: 63, description: 'The old one leads here for 90 more days' })
  @IfPresent()
  @IsString()
  @MaxLength(63)
  slug?: string;
}

export class HeldSlugResponse {
  @ApiProperty()
  slug!: string;

  @ApiProperty({ format: 'date-time', description: 'Until then it leads here and nobody else can take it' })
  heldUntil!: string;
}

export class OrganizationResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  slug!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: 'Key of the role of the person who asks' })
  role!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The organization that it is a child of' })
  parentId!: string | null;

  @ApiProperty({ type: [HeldSlugResponse], description: 'Slugs that it had and that still lead to it' })
  formerSlugs!: HeldSlugResponse[];

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class MyOrganizationResponse {
  @ApiProperty({ format: 'uuid' })
  organizationId!: string;

  @ApiProperty()
  slug!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: 'Key of the caller’s role' })
  role!: string;

  @ApiProperty()
  roleName!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  parentId!: string | null;

  @ApiProperty({ description: 'Entered as an owner or admin of its parent, and not as a member' })
  isVisitor!: boolean;
}

export class MyOrganizationListResponse {
  @ApiProperty({ type: [MyOrganizationResponse], description: 'By name' })
  items!: MyOrganizationResponse[];
}
