import type { INestApplication } from '@nestjs/common';
import {
  DocumentBuilder,
  SwaggerModule,
  type OpenAPIObject,
  type OperationObject,
  type PathItemObject,
  type SchemaObject,
} from '@nestjs/swagger';
import { HEADERS } from './headers';
import { finishOperation, sharedRefusals } from './operations';
import { schemaName, tidied } from './schemas';
import { VOCABULARIES } from './vocabulary';

export const OPENAPI_PATH = '/api/openapi.json';
export const DOCS_PATH = '/api/docs';

const DESCRIPTION = `Plan service runs, publish them, notify the right stakeholders.

Every answer is JSON: \`{"ok": true, …}\`, or \`{"ok": false, "error": …, "message": …, "request_id": …}\` with the status of the
error. An answer has the keys that are named here and no others; a later version may name more. In what is sent, a key that
is not named here is refused, and white space around a text is taken off before anything else.

Lists page by keyset: hand \`next_cursor\` back as \`cursor\` until it is null.`;

/** The contract as OpenAPI 3.1, made from the same decorators that check what comes in. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle('Service Runs')
      .setDescription(DESCRIPTION)
      .setVersion('0.1.0')
      .addBearerAuth(
        { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'An access token, for 15 minutes.' },
        'accessToken',
      )
      .addBearerAuth(
        {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key (`srk_…`), for its organisation and its scopes, on provider routes.',
        },
        'apiKey',
      )
      .addCookieAuth(
        'sr_refresh',
        { type: 'apiKey', description: 'The refresh token; behind TLS the cookie is called `__Secure-sr_refresh`.' },
        'refreshCookie',
      )
      .build(),
    {
      autoTagControllers: false,
      operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
    },
  );
  return finished(tidied(document) as OpenAPIObject);
}

function finished(document: OpenAPIObject): OpenAPIObject {
  const schemas = { ...vocabularies(), ...closed(document.components?.schemas as Record<string, SchemaObject>) };
  const paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [path, finishedPath(item, schemas)]),
  );
  // An address of the license is not needed where its name is a known one; Swagger's builder knows no such name.
  const info = { ...document.info, license: { name: 'MIT', identifier: 'MIT' } };
  return {
    ...document,
    info,
    paths,
    components: { ...document.components, schemas, headers: HEADERS, responses: sharedRefusals(paths) },
  };
}

function finishedPath(item: PathItemObject, schemas: Record<string, SchemaObject>): PathItemObject {
  return Object.fromEntries(
    Object.entries(item as Record<string, OperationObject>).map(([method, operation]) => [
      method,
      finishOperation(method, operation, schemas),
    ]),
  );
}

/** No body may hold another key, and no answer does. */
function closed(schemas: Record<string, SchemaObject>): Record<string, SchemaObject> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [schemaName(name), { ...schema, additionalProperties: false }]),
  );
}

function vocabularies(): Record<string, SchemaObject> {
  return Object.fromEntries(
    Object.entries(VOCABULARIES).map(([name, words]) => [name, { type: 'string', enum: [...words] }]),
  );
}

/** Serves the document and a page to read it in. */
export function serveDocs(app: INestApplication, document: OpenAPIObject): void {
  SwaggerModule.setup(DOCS_PATH, app, document, {
    jsonDocumentUrl: OPENAPI_PATH,
    raw: ['json'],
    customSiteTitle: 'Service Runs API',
  });
}
