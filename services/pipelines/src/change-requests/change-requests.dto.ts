import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ROLES, type Role } from '@throughline/contracts';
import { PageQuery } from '@throughline/platform';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { MayLack } from '../approvals/may-lack.js';
import { COMMENT_RULES, type CommentRule } from '../approvals/approval-rule.rules.js';
import { APPROVAL_STATES, type ApprovalState } from '../approvals/approval.machine.js';
import { PRIORITIES, type Priority } from './sla.rules.js';

const WORDS = /\S/;
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

export class CreateChangeRequestRequest {
  @ApiProperty({ minLength: 1, maxLength: 200 })
  @IsString()
  @Length(1, 200)
  @Matches(WORDS, { message: 'title must not be blank' })
  title!: string;

  @ApiProperty({ minLength: 1, maxLength: 100, example: 'configuration' })
  @IsString()
  @Length(1, 100)
  @Matches(WORDS, { message: 'type must not be blank' })
  type!: string;

  @ApiProperty({ minLength: 1, maxLength: 10000 })
  @IsString()
  @Length(1, 10_000)
  @Matches(WORDS, { message: 'description must not be blank' })
  description!: string;

  @ApiPropertyOptional({ maxLength: 1000, description: 'What happens when it is approved' })
  @MayLack()
  @IsString()
  @MaxLength(1_000)
  effect?: string;

  @ApiPropertyOptional({ enum: PRIORITIES, enumName: 'ChangePriority', default: 'normal' })
  @MayLack()
  @IsIn(PRIORITIES)
  priority?: Priority;

  @ApiPropertyOptional({ format: 'uuid', description: 'Where it happens; a voter needs the permission there' })
  @MayLack()
  @IsUUID()
  environmentId?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 20, default: 1 })
  @MayLack()
  @IsInt()
  @Min(1)
  @Max(20)
  requiredVotes?: number;

  @ApiPropertyOptional({ enum: ROLES, isArray: true, enumName: 'RoleName', description: 'Roles that may vote' })
  @MayLack()
  @IsArray()
  @ArrayMaxSize(20)
  @IsIn(ROLES, { each: true })
  roles?: Role[];

  @ApiPropertyOptional({ type: [String], maxItems: 20, description: 'Slugs of approval groups that may vote' })
  @MayLack()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Matches(SLUG, { each: true, message: 'groups must be slugs' })
  groups?: string[];

  @ApiPropertyOptional({ type: [String], maxItems: 50, description: 'Ids of members who may vote' })
  @MayLack()
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  members?: string[];

  @ApiPropertyOptional({ enum: COMMENT_RULES, enumName: 'CommentRule', default: 'reject' })
  @MayLack()
  @IsIn(COMMENT_RULES)
  commentRule?: CommentRule;

  @ApiPropertyOptional({ format: 'uuid', description: 'The member who takes care of it' })
  @MayLack()
  @IsUUID()
  assigneeId?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'When it ends without a decision' })
  @MayLack()
  @IsISO8601({ strict: true, strictSeparator: true })
  @MaxLength(40)
  expiresAt?: string;
}

export class EditChangeRequestRequest {
  @ApiPropertyOptional({ minLength: 1, maxLength: 200 })
  @MayLack()
  @IsString()
  @Length(1, 200)
  @Matches(WORDS, { message: 'title must not be blank' })
  title?: string;

  @ApiPropertyOptional({ minLength: 1, maxLength: 100 })
  @MayLack()
  @IsString()
  @Length(1, 100)
  @Matches(WORDS, { message: 'type must not be blank' })
  type?: string;

  @ApiPropertyOptional({ minLength: 1, maxLength: 10000 })
  @MayLack()
  @IsString()
  @Length(1, 10_000)
  @Matches(WORDS, { message: 'description must not be blank' })
  description?: string;

  @ApiPropertyOptional({ maxLength: 1000 })
  @MayLack()
  @IsString()
  @MaxLength(1_000)
  effect?: string;

  @ApiPropertyOptional({ enum: PRIORITIES, enumName: 'ChangePriority' })
  @MayLack()
  @IsIn(PRIORITIES)
  priority?: Priority;
}

export class ReassignChangeRequestRequest {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null: nobody' })
  @ValidateIf(({ assigneeId }: ReassignChangeRequestRequest) => assigneeId !== null)
  @IsUUID()
  assigneeId!: string | null;
}

export const CHANGE_REQUEST_ORDERS = ['newest', 'due'] as const;
export type ChangeRequestOrder = (typeof CHANGE_REQUEST_ORDERS)[number];

const asBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

export class ListChangeRequestsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: APPROVAL_STATES, enumName: 'ApprovalState' })
  @MayLack()
  @IsIn(APPROVAL_STATES)
  state?: ApprovalState;

  @ApiPropertyOptional({ type: Boolean, description: 'Whether it can still be decided' })
  @MayLack()
  @Transform(asBoolean)
  @IsBoolean()
  open?: boolean;

  @ApiPropertyOptional({ type: Boolean, description: 'Whether it was not decided in time' })
  @MayLack()
  @Transform(asBoolean)
  @IsBoolean()
  breached?: boolean;

  @ApiPropertyOptional({ maxLength: 100 })
  @MayLack()
  @IsString()
  @MaxLength(100)
  type?: string;

  @ApiPropertyOptional({ enum: PRIORITIES, enumName: 'ChangePriority' })
  @MayLack()
  @IsIn(PRIORITIES)
  priority?: Priority;

  @ApiPropertyOptional({ format: 'uuid' })
  @MayLack()
  @IsUUID()
  assigneeId?: string;

  @ApiPropertyOptional({ enum: CHANGE_REQUEST_ORDERS, enumName: 'ChangeRequestOrder', default: 'newest' })
  @MayLack()
  @IsIn(CHANGE_REQUEST_ORDERS)
  order: ChangeRequestOrder = 'newest';
}
