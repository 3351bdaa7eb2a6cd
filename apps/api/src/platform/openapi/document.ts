import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

export const OPENAPI_PATH = '/api/openapi.json';
export const DOCS_PATH = '/api/docs';

/** The contract as OpenAPI 3.1, made from the same decorators that check what comes in. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle('Service Runs')
      .setDescription(
        'Plan service runs, publish them, notify the right stakeholders. Every answer is JSON: `{"ok": true, …}`, or `{"ok": false, "error": …, "message": …, "request_id": …}` with the status of the error. Unknown keys are refused. Lists page by keyset: hand `next_cursor` back as `cursor`.',
      )
      .setVersion('0.1.0')
      .setLicense('MIT', '')
      .addBearerAuth({
        type: 'http',
        scheme: 'bearer',
        description: 'An access token of 15 minutes, or an API key (`srk_…`) on provider routes.',
      })
      .build(),
    { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}` },
  );
  return toOpenApi31(document) as OpenAPIObject;
}

/** `nullable` is of OpenAPI 3.0; JSON Schema, which 3.1 takes over, says it with a type. */
function toOpenApi31(node: unknown): unknown {
  if (Array.isArray(node)) {
    return node.map(toOpenApi31);
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, toOpenApi31(value)]),
  );
  if (nullable !== true) {
    return nullable === undefined || nullable === false ? rest : { ...rest, nullable };
  }
  if (typeof rest['type'] === 'string') {
    return {
      ...rest,
      type: [rest['type'], 'null'],
      ...(Array.isArray(rest['enum']) && { enum: [...(rest['enum'] as unknown[]), null] }),
    };
  }
  return { anyOf: [rest, { type: 'null' }] };
}

/** Serves the document and a page to read it in. */
export function serveDocs(app: INestApplication, document: OpenAPIObject): void {
  SwaggerModule.setup(DOCS_PATH, app, document, {
    jsonDocumentUrl: OPENAPI_PATH,
    raw: ['json'],
    customSiteTitle: 'Service Runs API',
  });
}
