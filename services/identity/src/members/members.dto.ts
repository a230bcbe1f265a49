import { ApiProperty } from '@nestjs/swagger';
import { type Role, ROLES } from '@throughline/contracts';
import { pageOf } from '@throughline/platform';
import { IsIn } from 'class-validator';

export class ChangeMemberRoleRequest {
  @ApiProperty({ enum: [...ROLES], enumName: 'Role' })
  @IsIn(ROLES)
  role!: Role;
}

export class MemberResponse {
  @ApiProperty({ format: 'uuid' })
  userId!: string;

  @ApiProperty()
  email!: string;

  @ApiProperty()
  fullName!: string;

  @ApiProperty({ enum: [...ROLES], enumName: 'Role' })
  role!: Role;

  @ApiProperty({ format: 'date-time' })
  joinedAt!: string;
}

export const MemberPage = pageOf(MemberResponse);
