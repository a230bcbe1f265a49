import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';

export const DELIVERY_OUTCOMES = ['accepted', 'duplicate', 'ignored', 'refused'] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

export class WebhookDeliveryResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  deliveryId!: string;

  @ApiProperty()
  event!: string;

  @ApiProperty({ enum: DELIVERY_OUTCOMES, enumName: 'DeliveryOutcome' })
  outcome!: DeliveryOutcome;

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  executionId!: string | null;

  @ApiProperty({ format: 'date-time' })
  receivedAt!: string;
}

export const WebhookDeliveryPageResponse = pageOf(WebhookDeliveryResponse);
