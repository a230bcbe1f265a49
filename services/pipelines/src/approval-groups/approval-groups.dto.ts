import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { ArrayMaxSize, IsArray, IsString, IsUUID, Length, Matches } from 'class-validator';

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

export class ChangeApprovalGroupRequest {
  @ApiProperty({ minLength: 1, maxLength: 100 })
  @IsString()
  @Length(1, 100)
  @Matches(/\S/, { message: 'name must not be blank' })
  name!: string;

  @ApiProperty({ type: [String], maxItems: 200, description: 'Ids of its members' })
  @IsArray()
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  memberIds!: string[];
}

export class CreateApprovalGroupRequest extends ChangeApprovalGroupRequest {
  @ApiProperty({ maxLength: 63, example: 'qa-leads', description: 'What pipeline files name it by; it never changes' })
  @IsString()
  @Matches(SLUG, { message: 'slug must be lower-case letters, digits and inner hyphens' })
  slug!: string;
}

export class GroupMemberResponse {
  @ApiProperty({ format: 'uuid' })
  userId!: string;

  @ApiProperty()
  name!: string;
}

export class ApprovalGroupResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  slug!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: [GroupMemberResponse] })
  members!: GroupMemberResponse[];

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export const ApprovalGroupPageResponse = pageOf(ApprovalGroupResponse);
