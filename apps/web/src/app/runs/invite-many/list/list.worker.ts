import { readList } from './read-list';

// Reading a list may take what it takes: here it stands in nobody's way, and can be ended.
addEventListener('message', ({ data }: MessageEvent<string | Uint8Array>) => postMessage(readList(data)));
