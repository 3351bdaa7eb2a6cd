import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';

/** Describes one key of an answer in the OpenAPI document. The answers' classes implement the contract's types. */
interface Presence {
  nullable?: boolean;
  optional?: boolean;
  description?: string;
}

const property =
  (documented: ApiPropertyOptions) =>
  ({ nullable, optional, description }: Presence = {}): PropertyDecorator =>
    (optional ? ApiPropertyOptional : ApiProperty)({
      ...documented,
      ...(nullable && { nullable: true }),
      ...(description && { description }),
    } as ApiPropertyOptions);

export const Shown = {
  text: property({ type: String }),
  id: property({ type: String, format: 'uuid' }),
  instant: property({ type: String, format: 'date-time' }),
  date: property({ type: String, format: 'date' }),
  time: property({ type: String, pattern: '^\\d{2}:\\d{2}$' }),
  integer: property({ type: 'integer' }),
  flag: property({ type: Boolean }),
  ok: property({ type: Boolean, enum: [true] }),
  notOk: property({ type: Boolean, enum: [false] }),
  texts: property({ type: String, isArray: true }),
  choices: (choices: readonly string[], presence?: Presence) =>
    property({ type: String, enum: [...choices], isArray: true })(presence),
  choice: (choices: readonly string[], presence?: Presence) => property({ type: String, enum: [...choices] })(presence),
  // Swagger tells a class from a function that answers one by the function's name, which is `type` when it is written here.
  object: (of: () => new () => object, presence?: Presence) => property({ type: () => of() })(presence),
  list: (of: () => new () => object, presence?: Presence) => property({ type: () => of(), isArray: true })(presence),
};
