import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { IsEnum, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';

export const HostKind = { local_host: 'local_host' } as const;
export type HostKind = (typeof HostKind)[keyof typeof HostKind];
export const HostHealth = { unknown: 'unknown', reachable: 'reachable', unreachable: 'unreachable' } as const;
export type HostHealth = (typeof HostHealth)[keyof typeof HostHealth];

export class CreateHostRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  environmentId!: string;

  @ApiProperty()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name!: string;

  @ApiProperty({ enum: HostKind, enumName: 'HostKind' })
  @IsEnum(HostKind)
  kind!: HostKind;
}

export class HostResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  environmentId!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: HostKind, enumName: 'HostKind' })
  kind!: HostKind;

  @ApiProperty({ enum: HostHealth, enumName: 'HostHealth' })
  health!: HostHealth;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastCheckedAt!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class HostPageResponse extends pageOf(HostResponse) {}
