export * from './invitations';
export * from './people';
export * from './queryable';
export * from './runs';
export * from './tenants';
