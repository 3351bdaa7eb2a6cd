export { Database, ENTITIES, type Tx } from './database';
export { statement, tenantActor, TENANT_ACTOR, type Query, type Statement } from './statement';
