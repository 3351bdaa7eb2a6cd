import { CdkMenu, CdkMenuItem, CdkMenuItemRadio, CdkMenuTrigger } from '@angular/cdk/menu';
import { NgTemplateOutlet } from '@angular/common';
import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  Injector,
  signal,
  untracked,
  viewChild,
  ViewEncapsulation,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  GuardsCheckEnd,
  NavigationCancel,
  NavigationEnd,
  NavigationError,
  RouteConfigLoadStart,
  Router,
  RouterLink,
  RouterLinkActive,
  RouterOutlet,
} from '@angular/router';
import { appPaths, type Membership } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BrandMark, Icon, type IconName, Notices } from '@service-runs/ui';
import { filter } from 'rxjs';
import { holdsWork } from '../leave-work';
import { LiveNews } from '../live/live-news';
import { RequestCounts } from '../requests/request-counts';
import { CurrentTenant } from '../session/current-tenant';
import { Session } from '../session/session';
import { UnreadCount } from '../unread-count';
import { webPaths } from '../web-paths';

interface Section {
  head: string;
  places: { path: string; word: string; icon: IconName; waiting?: { count: string; says: string } | null }[];
}

/** Brings Material's theme with the console, so that pages without the console carry nothing of it. */
@Component({
  selector: 'sr-material-theme',
  template: '',
  styleUrl: './material.scss',
  encapsulation: ViewEncapsulation.None,
})
class MaterialTheme {}

/** The frame of the console: top bar, places, the page. */
@Component({
  selector: 'sr-shell',
  imports: [
    BrandMark,
    CdkMenu,
    CdkMenuItem,
    CdkMenuItemRadio,
    CdkMenuTrigger,
    Icon,
    MaterialTheme,
    NgTemplateOutlet,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
})
export class Shell {
  private readonly session = inject(Session);
  private readonly currentTenant = inject(CurrentTenant);
  private readonly unreadCount = inject(UnreadCount);
  private readonly requestCounts = inject(RequestCounts);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly injector = inject(Injector);

  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  private readonly outlet = viewChild.required(RouterOutlet);
  private readonly drawer = viewChild.required<ElementRef<HTMLDialogElement>>('drawer');

  protected readonly home = appPaths.home;
  protected readonly notificationsPath = appPaths.notifications;
  protected readonly words = {
    brand: service('shell.brand'),
    skip: service('shell.skip'),
    fetching: service('common.loading'),
    menu: service('shell.menu'),
    menuClose: service('shell.menu.close'),
    nav: service('shell.nav'),
    signOut: service('auth.sign_out'),
  };

  protected readonly individual = this.session.individual;
  protected readonly tenants = this.session.tenants;
  protected readonly tenant = this.currentTenant.tenant;
  protected readonly unread = this.unreadCount.count;
  protected readonly drawerOpen = signal(false);
  /** The next page's code is on its way. */
  protected readonly fetching = signal(false);
  /** Flips when the organisation is switched: the page is made anew, so that nothing of the other one stays. */
  protected readonly anew = signal(false);
  private leaving = false;

  protected readonly switchLabel = computed(() =>
    service('shell.organisation.switch', { name: this.tenant()?.name ?? '' }),
  );
  protected readonly accountLabel = computed(() =>
    service('shell.account', { name: this.individual()?.display_name ?? '' }),
  );
  protected readonly unreadCapped = computed(() =>
    this.unread() > 99 ? service('common.count.capped', { count: 99 }) : String(this.unread()),
  );
  protected readonly bellLabel = computed(() =>
    this.unread() > 0 ? service('shell.bell', { count: this.unread() }) : service('shell.bell.none'),
  );
  protected readonly initials = computed(() =>
    (this.individual()?.display_name ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .map((name) => [...name][0]?.toUpperCase() ?? '')
      .filter((_, index, all) => index === 0 || index === all.length - 1)
      .join(''),
  );

  private readonly newRequests = computed(() => {
    const count = this.requestCounts.words('new');
    if (count === null || this.requestCounts.new() === 0) return null;
    return { count, says: service('provider.inbox.new', { count }) };
  });

  protected readonly sections = computed<Section[]>(() => [
    ...(this.tenant()
      ? [
          {
            head: service('shell.nav.provider'),
            places: [
              {
                path: appPaths.inbox,
                word: service('provider.inbox.title'),
                icon: 'inbox' as const,
                waiting: this.newRequests(),
              },
              { path: appPaths.providerRuns, word: service('provider.runs.title'), icon: 'run' as const },
            ],
          },
        ]
      : []),
    {
      head: service('shell.nav.shared'),
      places: [{ path: appPaths.sharedRuns, word: service('stakeholder.runs.title'), icon: 'shared' }],
    },
    {
      head: service('shell.nav.account'),
      places: [
        { path: appPaths.notifications, word: service('notification.list.title'), icon: 'bell' as const },
        ...(this.tenant()
          ? []
          : [{ path: webPaths.newOrganisation, word: service('auth.organisation.page'), icon: 'plus' as const }]),
        { path: webPaths.settings, word: service('settings.title'), icon: 'gear' as const },
      ],
    },
  ]);

  constructor() {
    // First of all, so that little can happen between what a page reads and what is heard.
    inject(LiveNews).watch(inject(DestroyRef));
    this.unreadCount.watch(inject(DestroyRef));
    this.requestCounts.watch(inject(DestroyRef));
    this.router.events.pipe(takeUntilDestroyed()).subscribe((event) => {
      if (event instanceof RouteConfigLoadStart) this.fetching.set(true);
      if (event instanceof NavigationEnd || event instanceof NavigationCancel || event instanceof NavigationError)
        this.fetching.set(false);
    });
    // The session may end under us: here, in another tab, or on the server.
    effect(() => {
      if (this.session.state() === 'signed_out') untracked(() => this.toSignIn());
    });
  }

  protected toContent(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }

  protected async switchTo(tenant: Membership): Promise<void> {
    const before = this.tenant();
    if (!before || tenant.id === before.id) return;
    // One thing of the other organisation cannot be shown under this one, nor be made once more: its list can.
    const deeper = /^\/app\/provider\/([^/?#]+)\/(?!new(?:#|$))[^?#]/.exec(this.router.url);
    if (deeper) {
      // Chosen once the page has let go, and before its list asks for anything.
      const letGo = this.router.events
        .pipe(filter((event) => event instanceof GuardsCheckEnd))
        .subscribe(({ shouldActivate }) => shouldActivate && this.currentTenant.choose(tenant.id));
      const left = await this.router.navigateByUrl(`/app/provider/${deeper[1]}`).finally(() => letGo.unsubscribe());
      if (left)
        this.notices.tell(service('shell.organisation.switched.list', { name: tenant.name, other: before.name }));
      return;
    }
    const page = this.outlet().isActivated ? this.outlet().component : {};
    if (holdsWork(page) && !(await page.mayLeave())) return;
    this.currentTenant.choose(tenant.id);
    this.notices.tell(service('shell.organisation.switched', { name: tenant.name }));
    this.anew.update((anew) => !anew);
  }

  protected openDrawer(): void {
    this.drawerOpen.set(true);
    // Opened once it is filled, so that the focus finds its first control.
    afterNextRender(() => this.drawer().nativeElement.showModal(), { injector: this.injector });
  }

  protected closeDrawer(): void {
    this.drawer().nativeElement.close();
  }

  protected async signOut(): Promise<void> {
    this.leaving = true;
    try {
      await this.session.signOut();
    } catch {
      this.notices.tell(service('auth.sign_out.unconfirmed'));
    }
  }

  private toSignIn(): void {
    if (this.leaving) {
      void this.router.navigateByUrl(webPaths.login);
      return;
    }
    this.notices.tell(service('auth.ended'));
    void this.router.navigate([webPaths.login], { queryParams: { return_to: this.router.url } });
  }
}
