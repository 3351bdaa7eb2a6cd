import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { InvitationsModule } from '../invitations';
import { MailComposer } from './mail-composer';
import { MailWorker } from './mail-worker';
import { MailRepository } from './mail.repository';
import { UnsubscribeController } from './unsubscribe.controller';
import { UnsubscribeLinks } from './unsubscribe-links';
import { UnsubscribeService } from './unsubscribe.service';

@Module({
  imports: [AuthModule, InvitationsModule],
  controllers: [UnsubscribeController],
  providers: [MailRepository, MailComposer, MailWorker, UnsubscribeLinks, UnsubscribeService],
})
export class MailModule {}
