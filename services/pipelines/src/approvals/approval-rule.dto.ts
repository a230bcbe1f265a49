import { ApiProperty } from '@nestjs/swagger';
import { AUTHOR_RULES, type AuthorRule, COMMENT_RULES, type CommentRule } from './approval-rule.rules.js';

export class ApprovalRuleResponse {
  @ApiProperty({
    type: [String],
    description: 'Roles that may vote; with three empty lists, all that hold the permission',
  })
  roles!: string[];

  @ApiProperty({ type: [String], description: 'Slugs of the approval groups that may vote' })
  groups!: string[];

  @ApiProperty({ type: [String], description: 'Ids of the members who may vote' })
  members!: string[];

  @ApiProperty({ enum: COMMENT_RULES, enumName: 'CommentRule', description: 'When a vote needs a comment' })
  comment!: CommentRule;

  @ApiProperty({ enum: AUTHOR_RULES, enumName: 'AuthorRule', description: 'Whether the author of the commit may vote' })
  author!: AuthorRule;
}
