// The generated part of the client library, made of the API's document.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient, type UserConfig } from '@hey-api/openapi-ts';

const HEADER = '// Written by `npm run client` from the OpenAPI document. Not to be changed by hand.';

interface ApiOperation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
}

/** The types of everything that is sent and answered. */
export async function generateTypes(document: ApiDocument): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'service-runs-client-'));
  try {
    await createClient({
      input: document as unknown as UserConfig['input'],
      output: { path: folder, header: [HEADER] },
      plugins: ['@hey-api/typescript'],
      logs: { level: 'silent' },
    });
    return readFileSync(path.join(folder, 'types.gen.ts'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Entry {
  readonly group: string;
  readonly name: string;
  readonly type: string;
  readonly route: string;
}

/** Every operation by the two parts of its id: its types, and where it lies. `Runs.list` is `runs.list`. */
export function operationsTable({ paths }: ApiDocument): string {
  const entries = Object.entries(paths).flatMap(([route, methods]) =>
    Object.entries(methods).map(([method, operation]) => entry(method, route, operation)),
  );
  const groups = Map.groupBy(entries, ({ group }) => group);
  const written = (part: 'type' | 'route') =>
    [...groups]
      .map(([group, members]) => `${group}: {\n${members.map((each) => each[part]).join('\n')}\n},`)
      .join('\n');
  return `${HEADER}

import type { Call } from '../call';
import type * as types from './types.gen';

export interface Operations {
${written('type')}
}

export const OPERATIONS = {
${written('route')}
} as const;
`;
}

function entry(method: string, route: string, operation: ApiOperation): Entry {
  const [group = '', name = ''] = operation.operationId.split('.');
  const types = `${group}${upperFirst(name)}`;
  // The generator describes one type of content a status. What may also come as text is said here.
  const answers = `types.${types}Responses`;
  const responses = answersText(operation) ? `{ [Status in keyof ${answers}]: ${answers}[Status] | string }` : answers;
  const call = `Call<types.${types}Data, ${responses}, types.${types}Errors>`;
  const facts = [
    `method: '${method.toUpperCase()}'`,
    `path: '${route}'`,
    ...(operation.security?.some((way) => 'accessToken' in way || 'apiKey' in way) ? ['token: true'] : []),
    ...(operation.parameters?.some((one) => one.name === 'X-Tenant-Id') ? ['tenant: true'] : []),
  ];
  return {
    group: lowerFirst(group),
    name,
    type: `${comment(operation)}${name}: ${call};`,
    route: `${name}: { ${facts.join(', ')} },`,
  };
}

function answersText({ responses }: ApiOperation): boolean {
  return Object.values(responses).some(({ content }) =>
    Object.keys(content ?? {}).some((type) => !type.includes('json')),
  );
}

function comment({ summary, description }: ApiOperation): string {
  const lines = [summary, description].filter(Boolean).join('\n\n').split('\n');
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`;
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
