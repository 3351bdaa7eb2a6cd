/** Where an operation lies, and what of the client's settings it takes. */
export interface Route {
  readonly method: string;
  /** With `{name}` for each part that the caller gives. */
  readonly path: string;
  /** Who calls is asked. */
  readonly token?: true;
  /** For which organisation is asked. */
  readonly tenant?: true;
}

/** What any call may be given beside what the operation takes. */
export interface CallOptions {
  signal?: AbortSignal;
  /** Headers that the operation does not speak of, such as a cookie where the platform keeps none. */
  extraHeaders?: Record<string, string>;
}

/** What a call is given: the parts of it that there are. */
export type Input<Data> = {
  [
    Part in keyof Data as Part extends 'url' ? never : Exclude<Data[Part], undefined> extends never ? never : Part
  ]: Data[Part];
} & CallOptions;

/** A success, with its status: `ok` tells it from a refusal. */
export type Success<Responses> = {
  [Status in keyof Responses]: {
    readonly ok: true;
    readonly status: Status;
    readonly headers: Headers;
    readonly data: Responses[Status];
  };
}[keyof Responses];

/** A refusal, with its status: `error.error` is one of the codes that the operation gives with it. */
export type Refusal<Errors> = {
  [Status in keyof Errors]: {
    readonly ok: false;
    readonly status: Status;
    readonly headers: Headers;
    readonly error: Errors[Status];
  };
}[keyof Errors];

export type Answer<Responses, Errors> = Success<Responses> | Refusal<Errors>;

/** One operation of the API. What may be left out as a whole may be left out. */
export type Call<Data, Responses, Errors> =
  Partial<Input<Data>> extends Input<Data>
    ? (input?: Input<Data>) => Promise<Answer<Responses, Errors>>
    : (input: Input<Data>) => Promise<Answer<Responses, Errors>>;

/** An answer of whichever operation. */
export type AnyAnswer =
  | { readonly ok: true; readonly status: number; readonly headers: Headers; readonly data: unknown }
  | { readonly ok: false; readonly status: number; readonly headers: Headers; readonly error: AnyError };

export interface AnyError {
  error: string;
  message: string;
  request_id: string;
}

export type DataOf<Some extends AnyAnswer> = Extract<Some, { ok: true }>['data'];
