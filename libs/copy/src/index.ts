export { catalogue, type Catalogue, type CopyKey } from './catalogue';
export {
  type Copy,
  type CopyParameter,
  type CopyParameters,
  type CountedKey,
  createCopy,
  defaultNouns,
  type Noun,
  type Nouns,
  type PlainCopyKey,
  service,
} from './copy';
