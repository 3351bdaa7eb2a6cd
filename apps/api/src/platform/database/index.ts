export { Database, ENTITIES, type Tx } from './database';
export { statement, tenantActor, TENANT_ACTOR, type Statement } from './statement';
