/** Messages about images, on top of `protocol.ts`. Types and names only: the client reads this. */
import type { Position } from 'vscode-languageserver';

/** Client to server: look images up at their registries. The only way to make the server open a connection. */
export const imagesRequest = 'bulkhead/images';

export interface ImagesParams {
  readonly action: 'pin' | 'refresh' | 'facts';
  /** One reference at a position, a whole file, or every file of the workspace. */
  readonly scope: 'reference' | 'file' | 'workspace';
  readonly uri?: string;
  readonly position?: Position;
  /** Whether the user trusts the workspace. Without, nothing is looked up. */
  readonly trusted: boolean;
}

export interface ImagesResult {
  /** One sentence for the user. */
  readonly message: string;
  /** What could not be done, one sentence for each image. */
  readonly problems: readonly string[];
  /** Facts in Markdown, for `facts`. */
  readonly facts?: string;
  readonly cancelled: boolean;
}

/** Client to server: a file was saved, and the user has chosen that its images are looked up then. */
export const imagesSavedNotification = 'bulkhead/imagesSaved';

export interface ImagesSavedParams {
  readonly uri: string;
  readonly trusted: boolean;
}

/** The commands that code actions carry; arguments are a URI and a position. */
export const imageCommands = {
  pinDigest: 'bulkhead.pinDigest',
  pinFile: 'bulkhead.pinFile',
  pinWorkspace: 'bulkhead.pinWorkspace',
  refreshDigest: 'bulkhead.refreshDigest',
  showImageFacts: 'bulkhead.showImageFacts',
} as const;
