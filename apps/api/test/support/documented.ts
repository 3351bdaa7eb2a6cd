import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { textOf } from './api';

/** The parts of an OpenAPI document that can be held against what is sent and answered. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: boolean;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
}

type Content = Record<string, { schema: Schema }>;
type Header = { required?: boolean; schema: Schema };

interface Response {
  $ref?: string;
  description: string;
  headers?: Record<string, { $ref: string }>;
  content?: Content;
}

export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, Response>;
}

export interface ApiDocument {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema>;
    responses: Record<string, Response>;
    headers: Record<string, Header>;
    securitySchemes: Record<string, object>;
  };
}

export interface Documented {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** A call as it went over the wire, to be made again with something changed. */
export interface Exchange {
  readonly documented: Documented;
  readonly url: URL;
  readonly init: { method: string; headers: Record<string, string>; body?: string };
  readonly status: number;
  readonly answer: unknown;
}

const SCHEMAS = '#/components/schemas/';
const PARAMETER = /\{(\w+)\}/g;

/**
 * Holds every exchange against the document: a status, a media type, a header, or a key that it does not name is a failure of
 * the test that made the call, and so is a request that was accepted though the document forbids it.
 */
export class DocumentedApi {
  readonly operations: readonly Documented[];
  /** `Runs.list 200 application/json` and `Runs.get 404 error.run.not_found`, for all that was answered. */
  readonly seen = new Set<string>();
  /** The last call, and what came of it. */
  last: Exchange | undefined;

  private readonly ajv: Ajv2020;
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly patterns: readonly { documented: Documented; pattern: RegExp; names: readonly string[] }[];

  constructor(readonly document: ApiDocument) {
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        id: operation.operationId,
        method: method.toUpperCase(),
        path,
        operation,
      })),
    );
    this.patterns = this.operations
      .map((documented) => ({
        documented,
        pattern: new RegExp(`^${documented.path.replaceAll('.', '\\.').replace(PARAMETER, '([^/]+)')}$`),
        names: [...documented.path.matchAll(PARAMETER)].map(([, name]) => name as string),
      }))
      // `/runs/counts` is also what `/runs/{id}` would match.
      .sort((one, other) => one.names.length - other.names.length);
    this.ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
    addFormats(this.ajv);
    // Hides what is typed; says nothing of what it is.
    this.ajv.addFormat('password', true);
    this.ajv.addVocabulary(['example']);
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      this.ajv.addSchema(this.referring(schema), schemaId(name));
    }
  }

  /** `fetch`, watched. Hand it to a client. */
  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    const { method = 'GET', body } = init ?? {};
    const headers = init?.headers as Record<string, string>;
    const { response, text } = await whole(await fetch(url, init));
    const found = this.find(method, url.pathname);
    const answer = isJson(mediaType(response)) ? (JSON.parse(text) as unknown) : text;
    const exchange = {
      documented: found.documented,
      url,
      init: { method, headers, ...(typeof body === 'string' && { body }) },
      status: response.status,
      answer,
    };
    this.last = exchange;
    const problems = [
      ...this.problemsOfAnswer(found.documented, response, answer),
      ...(response.ok ? this.problemsOfRequest(exchange, found.values) : []),
    ];
    if (problems.length > 0) {
      throw new Error(
        `${method} ${found.documented.path} (${found.documented.id}) is not as the document says, with ${response.status}:\n` +
          `${problems.map((problem) => `- ${problem}`).join('\n')}\nThe answer was ${text.slice(0, 1_000)}`,
      );
    }
    return response;
  };

  resolve(schema: Schema): Schema {
    return schema.$ref === undefined
      ? schema
      : (this.document.components.schemas[schema.$ref.slice(SCHEMAS.length)] as Schema);
  }

  /** What is wrong with a value, in words; nothing where the schema allows it. */
  problems(schema: Schema, value: unknown, where: string): string[] {
    const validate = this.validator(schema);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${where}${instancePath}: ${message} ${JSON.stringify(params)}`,
    );
  }

  /** The answer that an operation documents for a status. */
  response({ operation }: Documented, status: number | string): Response | undefined {
    const response = operation.responses[status];
    return response?.$ref === undefined ? response : this.document.components.responses[nameIn(response.$ref)];
  }

  private find(method: string, path: string): { documented: Documented; values: Record<string, string> } {
    for (const { documented, pattern, names } of this.patterns) {
      const match = documented.method === method && pattern.exec(path);
      if (match) {
        const values = names.map((name, index) => [name, decodeURIComponent(match[index + 1] as string)]);
        return { documented, values: Object.fromEntries(values) as Record<string, string> };
      }
    }
    throw new Error(`The document knows no ${method} ${path}`);
  }

  private problemsOfAnswer(documented: Documented, response: globalThis.Response, answer: unknown): string[] {
    const { status } = response;
    const described = this.response(documented, status);
    if (described === undefined) return [`the status ${status} is not documented`];
    const type = mediaType(response);
    const content = described.content?.[type];
    if (content === undefined) return [`the media type ${type} is not documented for ${status}`];
    const code = (answer as { error?: string }).error;
    this.seen.add(`${documented.id} ${status} ${response.ok ? type : code}`);
    return [...this.problems(content.schema, answer, 'answer'), ...this.problemsOfHeaders(described, response)];
  }

  private problemsOfHeaders({ headers = {} }: Response, response: globalThis.Response): string[] {
    return Object.entries(this.document.components.headers).flatMap(([name, { required, schema }]) => {
      const text = response.headers.get(name);
      if (!(name in headers)) return text === null ? [] : [`the header ${name} is not documented`];
      if (text === null) return required ? [`the header ${name} is missing`] : [];
      return this.problems(schema, schema.type === 'integer' ? Number(text) : text, `header ${name}`);
    });
  }

  /** Whatever was accepted, the document allows. */
  private problemsOfRequest({ documented, url, init }: Exchange, values: Record<string, string>): string[] {
    const { parameters = [], requestBody } = documented.operation;
    const inQuery = parameters.filter((parameter) => parameter.in === 'query');
    const unknown = [...url.searchParams.keys()].filter((key) => !inQuery.some(({ name }) => name === key));
    // A mark of the order of bytes may be passed over (RFC 8259, 8.1), and is.
    const sent = init.body ? (JSON.parse(init.body.replace(/^\ufeff/, '')) as unknown) : undefined;
    const schema = requestBody?.content['application/json']?.schema;
    return [
      ...unknown.map((key) => `the query ${key} is not documented`),
      ...inQuery.flatMap((parameter) => this.problemsOfQuery(parameter, url.searchParams)),
      ...parameters
        .filter((parameter) => parameter.in === 'path')
        .flatMap(({ name, schema: ofPart }) => this.problems(ofPart, values[name], `path ${name}`)),
      ...(sent === undefined || schema === undefined ? [] : this.problems(schema, sent, 'body')),
      ...(sent === undefined && requestBody?.required ? ['a body is said to be required'] : []),
      ...(sent !== undefined && schema === undefined && Object.keys(sent as object).length > 0
        ? ['a body is not documented']
        : []),
    ];
  }

  private problemsOfQuery({ name, required, schema }: Parameter, sent: URLSearchParams): string[] {
    const texts = sent.getAll(name);
    if (texts.length === 0) return required ? [`the query ${name} is said to be required`] : [];
    const { type } = this.resolve(schema);
    const value = type === 'array' ? texts : type === 'integer' ? Number(texts[0]) : texts[0];
    return this.problems(schema, type === 'boolean' ? value === 'true' : value, `query ${name}`);
  }

  private validator(schema: Schema): ValidateFunction {
    const text = JSON.stringify(schema);
    const known = this.validators.get(text);
    if (known !== undefined) return known;
    const validate = this.ajv.compile(this.referring(schema));
    this.validators.set(text, validate);
    return validate;
  }

  private referring(schema: Schema): object {
    return JSON.parse(
      JSON.stringify(schema).replaceAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g, (_, name: string) =>
        JSON.stringify({ $ref: schemaId(name) }).slice(1, -1),
      ),
    ) as object;
  }
}

const schemaId = (name: string) => `https://service-runs.example/${name}`;
const nameIn = (reference: string) => reference.split('/').at(-1) as string;
const mediaType = (response: globalThis.Response) =>
  (response.headers.get('content-type') ?? '').split(';')[0] as string;
/** A stream is made an answer that ends after its first event. */
async function whole(response: globalThis.Response): Promise<{ response: globalThis.Response; text: string }> {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  const text = await textOf(isStream ? response : response.clone());
  const { status, headers } = response;
  return { text, response: isStream ? new Response(text, { status, headers }) : response };
}

const isJson = (type: string) => type === 'application/json';
