import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, Matches } from 'class-validator';
import { IsDisplayName } from '../text/display-name.js';
import { IsDisplayText } from '../text/display-text.js';
import { IfPresent } from '../text/if-present.js';
import { IsTimeZone } from '../text/is-time-zone.js';
import { DEFAULT_MODES, type DefaultMode, ONBOARDING_STEPS, type OnboardingStep } from './profile-words.js';

const MAX_TEXT = 100;
const MODE = { enum: [...DEFAULT_MODES], enumName: 'DefaultMode' };
const STEP = { enum: [...ONBOARDING_STEPS], enumName: 'OnboardingStep' };

/** What is left out stays as it is; an empty text clears it. */
export class UpdateProfileRequest {
  @ApiPropertyOptional({ maxLength: 100 })
  @IfPresent()
  @IsDisplayName()
  fullName?: string;

  @ApiPropertyOptional({ maxLength: MAX_TEXT })
  @IfPresent()
  @IsDisplayText(MAX_TEXT)
  company?: string;

  @ApiPropertyOptional({ maxLength: MAX_TEXT })
  @IfPresent()
  @IsDisplayText(MAX_TEXT)
  title?: string;

  @ApiPropertyOptional({ maxLength: MAX_TEXT })
  @IfPresent()
  @IsDisplayText(MAX_TEXT)
  department?: string;

  @ApiPropertyOptional({ maxLength: 50, description: 'Digits, spaces and + ( ) - . /' })
  @IfPresent()
  @Matches(/^([+\d][\d ()./-]{0,49})?$/, { message: 'must be a phone number' })
  phone?: string;

  @ApiPropertyOptional({ maxLength: 50, description: 'Of the IANA database: Europe/Berlin' })
  @IfPresent()
  @IsTimeZone()
  timeZone?: string;

  @ApiPropertyOptional(MODE)
  @IfPresent()
  @IsIn(DEFAULT_MODES)
  defaultMode?: DefaultMode;

  @ApiPropertyOptional(STEP)
  @IfPresent()
  @IsIn(ONBOARDING_STEPS)
  onboardingStep?: OnboardingStep;

  @ApiPropertyOptional({ description: 'The tour is done, or was dismissed' })
  @IfPresent()
  @IsBoolean()
  onboardingCompleted?: boolean;
}

export class ProfileResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  email!: string;

  @ApiProperty()
  fullName!: string;

  @ApiProperty({ description: 'Empty when not told; so with the next three' })
  company!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty()
  department!: string;

  @ApiProperty()
  phone!: string;

  @ApiProperty()
  timeZone!: string;

  @ApiProperty(MODE)
  defaultMode!: DefaultMode;

  @ApiProperty(STEP)
  onboardingStep!: OnboardingStep;

  @ApiProperty()
  onboardingCompleted!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Path of the picture, which changes with it' })
  avatarUrl!: string | null;
}
