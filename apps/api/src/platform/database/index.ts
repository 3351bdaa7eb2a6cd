export { Database, ENTITIES, GIVE_UP, type Tx } from './database';
export { Signals, type SignalListener } from './signals';
export { statement, tenantActor, TENANT_ACTOR, type Query, type Statement } from './statement';
