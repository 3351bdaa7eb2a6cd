// The light parts. Dialogs are a door of their own (`@service-runs/ui/dialog`): a bundler loads whatever stands behind the
// door that the first page opens, and the first page needs no dialogs.
export { BusyButton } from './buttons/busy-button';
export { CopyButton, copyText } from './buttons/copy-button';
export { mailLink, telLink } from './contact/contact-links';
export { BrandMark } from './icon/brand-mark';
export { Icon } from './icon/icon';
export { ICON_NAMES, type IconName } from './icon/icon-names';
export { InvitationBadge } from './marks/invitation-badge';
export { LifecycleLine } from './marks/lifecycle-line';
export { MarketModeMark, marketModeIcons } from './marks/market-mode-mark';
export { PlainBadge } from './marks/plain-badge';
export { RunStatusMark } from './marks/run-status-mark';
export { Notices } from './notices/notices';
export { NoticesFoot } from './notices/notices-foot';
export { EmptyState } from './states/empty-state';
export { EndOfList } from './states/end-of-list';
export { ErrorState } from './states/error-state';
export { DESCRIBE_FAILURE, type FailureWords } from './states/failure-words';
export { FormFailure } from './states/form-failure';
export { ListRest, type NextPage } from './states/list-rest';
export { LoadingLines } from './states/loading-lines';
export * from '@service-runs/time';
