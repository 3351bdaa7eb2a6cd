import { randomUUID } from 'node:crypto';
import type { Client } from './api';
import type { ApiDocument, Schema } from './documented';

export interface DocumentedRoute {
  /** `POST /api/provider/runs/:id`, as routes are declared. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly signedIn: boolean;
  readonly statuses: string[];
  readonly headers: string[];
  /** Of the least that is valid: what must be there, and no more. Undefined where no body is taken. */
  sampleBody(): object | undefined;
}

/** The routes of the running server, as its own document tells of them. */
export async function documentedRoutes(client: Client): Promise<DocumentedRoute[]> {
  const { body: document } = await client.get<ApiDocument>('/api/openapi.json');
  return Object.entries(document.paths).flatMap(([template, operations]) =>
    Object.entries(operations).map(([verb, operation]) => {
      const [method, path] = [verb.toUpperCase(), template.replaceAll(/\{(\w+)\}/g, ':$1')];
      const schema = operation.requestBody?.content['application/json']?.schema;
      return {
        name: `${method} ${path}`,
        method,
        path,
        signedIn: (operation.security ?? []).length > 0,
        statuses: Object.keys(operation.responses),
        headers: (operation.parameters ?? []).filter((each) => each.in === 'header').map(({ name }) => name),
        sampleBody: () => schema && (sample(document, schema) as object),
      };
    }),
  );
}

function sample(document: ApiDocument, schema: Schema): unknown {
  if (schema.$ref !== undefined) {
    return sample(document, document.components.schemas[schema.$ref.split('/').at(-1) as string] as Schema);
  }
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object': {
      const required = Object.entries(schema.properties ?? {}).filter(([key]) => schema.required?.includes(key));
      return Object.fromEntries(required.map(([key, property]) => [key, sample(document, property)]));
    }
    case 'array':
      return [sample(document, schema.items as Schema)];
    case 'string':
      return schema.enum?.[0] ?? sampleText(schema.format);
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      throw new Error(`No sample is known of ${JSON.stringify(schema)}`);
  }
}

function sampleText(format: string | undefined): string {
  switch (format) {
    case 'uuid':
      return randomUUID();
    case 'email':
      return `sample-${randomUUID().slice(0, 8)}@people.example`;
    case 'date-time':
      return '2030-03-12T16:00:00.000Z';
    default:
      return 'A sample text';
  }
}
