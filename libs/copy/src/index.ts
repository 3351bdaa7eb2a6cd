export { type Catalogue, type CopyKey } from './catalogue';
export {
  addTexts,
  type Copy,
  type CopyParameter,
  type CopyParameters,
  type CountedKey,
  createCopy,
  defaultNouns,
  isCopyKey,
  type Noun,
  type Nouns,
  type PlainCopyKey,
  service,
} from './copy';
