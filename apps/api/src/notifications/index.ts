export { NotificationsModule } from './notifications.module';
export { tellMoved, tellRescheduled } from './run-news';
