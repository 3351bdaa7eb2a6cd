import { Module } from '@nestjs/common';
import { InvitationsModule } from '../invitations';
import { NotificationRepository } from './notification.repository';
import { NotificationStreams } from './notification-streams';
import { NotificationsController } from './notifications.controller';
import { NotificationsService } from './notifications.service';
import { StreamRepository } from './stream.repository';

@Module({
  imports: [InvitationsModule],
  controllers: [NotificationsController],
  providers: [NotificationRepository, NotificationStreams, NotificationsService, StreamRepository],
})
export class NotificationsModule {}
