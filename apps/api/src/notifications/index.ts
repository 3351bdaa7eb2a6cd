export { NotificationsModule } from './notifications.module';
export { tellMoved, tellRescheduled } from './run-news';
export { reminderNews, type RunSchedule } from './run-news.rules';
