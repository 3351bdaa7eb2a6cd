import { Component } from '@angular/core';
import { service } from '@service-runs/copy';

@Component({
  selector: 'sr-notifications-page',
  template: '<h1>{{ title }}</h1>',
})
export class NotificationsPage {
  protected readonly title = service('notification.list.title');
}
