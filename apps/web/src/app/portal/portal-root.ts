import { Component } from '@angular/core';
import { PortalPage } from './portal-page';

@Component({
  selector: 'sr-root',
  imports: [PortalPage],
  template: '<sr-portal-page />',
})
export class PortalRoot {}
