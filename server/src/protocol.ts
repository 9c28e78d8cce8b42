/** The few messages that are ours, on top of the Language Server Protocol. Types and names only: the client reads this. */

/** Client to server at start, in `initializationOptions`. */
export interface InitializationOptions {
  /** Where the pages that explain the rules are, as a URI with a trailing slash. */
  readonly rulePages?: string;
  /** Where the files beside the server are, the same way. */
  readonly library?: string;
  /** The client wants `bulkhead/status`. */
  readonly status?: boolean;
  /** The client answers `bulkhead/readFile` and `bulkhead/listFiles`. */
  readonly files?: boolean;
  /** Settings for clients that cannot be asked (`workspace/configuration`). */
  readonly settings?: unknown;
}

/** Server to client: what is known about one document. */
export const statusNotification = 'bulkhead/status';

export interface StatusParams {
  readonly uri: string;
  /** `checked`; `off` by a setting; `none`: not a file of ours; `failed`: could not be checked, the notes say why. */
  readonly state: 'checked' | 'off' | 'none' | 'failed';
  readonly findings: number;
  readonly profile: string;
  /** How many more a comment or an annotation silences. */
  readonly suppressed: number;
  /** How long the check took. */
  readonly milliseconds: number;
  /** The settings files in force, the nearest last, as URIs. */
  readonly configs: readonly string[];
  /** What could not be checked, and why. */
  readonly notes: readonly string[];
}

/** Server to client: the text of a file by URI, or null. */
export const readFileRequest = 'bulkhead/readFile';

export interface ReadFileParams {
  readonly uri: string;
}

/** Server to client: the bytes of a file by URI in Base64, or null. */
export const readBytesRequest = 'bulkhead/readBytes';

/** Server to client: the URIs of the files below a folder that we may be able to check, or of all files of a chart. */
export const listFilesRequest = 'bulkhead/listFiles';

export interface ListFilesParams {
  readonly folder: string;
  readonly which?: 'chart';
}

/** Client to server: the page of a rule in the language of the editor. The client reads it, because it lies in the extension. */
export const rulePageRequest = 'bulkhead/rulePage';

export interface RulePageParams {
  readonly rule: string;
  /** In English. */
  readonly page: string;
}

/** Client to server: what the rules are called in the language of the editor, by their ids. */
export const ruleTitlesRequest = 'bulkhead/ruleTitles';

export type RuleTitlesResult = Readonly<Record<string, string>>;

/** Client to server: the manifest that the chart of a file renders, with its findings; null when it is in none. */
export const manifestRequest = 'bulkhead/manifest';

export interface ManifestParams {
  readonly uri: string;
  /** Which values lie over values.yaml, as one of `scenarios`; null for none. */
  readonly scenario: string | null;
}

export interface ManifestResult {
  readonly chart: string;
  readonly text: string;
  readonly diagnostics: readonly ManifestDiagnostic[];
  readonly problems: readonly string[];
  readonly scenarios: readonly (string | null)[];
  readonly scenario: string | null;
}

/** A finding at its line of the manifest, and where its author can act on it. */
export interface ManifestDiagnostic {
  readonly rule: string;
  readonly message: string;
  readonly severity: 1 | 2 | 3 | 4;
  readonly range: ProtocolRange;
  readonly origin: { readonly uri: string; readonly range: ProtocolRange } | undefined;
}

interface ProtocolRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Client to server: check every file of the workspace; the answer says how it went. */
export const checkWorkspaceRequest = 'bulkhead/checkWorkspace';

export interface CheckWorkspaceResult {
  readonly files: number;
  readonly findings: number;
  readonly cancelled: boolean;
}

/** Client to server: the edit of something a person has chosen, or null when there is nothing to change any more. */
export const editRequest = 'bulkhead/edit';

/** What an edit is to do; code actions that are resolved later carry it, too. */
export type EditParams = { readonly uri: string; readonly version: number } & (
  | { readonly what: 'safe' }
  | { readonly what: 'file' }
  | { readonly what: 'rule'; readonly rule: string; readonly safety: 'safe' | 'review' }
  /** Everything in the container, object or stage that starts at an offset. */
  | { readonly what: 'scope'; readonly start: number }
  /** Silence the finding of a rule that starts at an offset. */
  | { readonly what: 'ignore'; readonly rule: string; readonly start: number; readonly reason: string }
  | { readonly what: 'off'; readonly rule: string }
);

/** Client to server: all fixes of the workspace, or of one rule, as one edit whose parts are annotated. */
export const fixWorkspaceRequest = 'bulkhead/fixWorkspace';

export interface FixWorkspaceParams {
  readonly rule?: string;
}

/** `edit` is a `WorkspaceEdit` of the protocol. */
export interface FixWorkspaceResult {
  readonly edit: unknown;
  readonly files: number;
  readonly cancelled: boolean;
}

/** Client to server: the text of a settings file to start from. */
export const startingConfigRequest = 'bulkhead/startingConfig';
