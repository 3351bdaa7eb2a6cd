import { Module } from '@nestjs/common';
import { InvitationsModule } from '../invitations';
import { NotificationRepository } from './notification.repository';
import { NotificationsController } from './notifications.controller';
import { NotificationsService } from './notifications.service';

@Module({
  imports: [InvitationsModule],
  controllers: [NotificationsController],
  providers: [NotificationRepository, NotificationsService],
})
export class NotificationsModule {}
