/** What a registry told about an image when somebody asked. */
export interface ImageFacts {
  readonly digest?: string;
  readonly user?: string;
  readonly exposedPorts?: readonly string[];
  readonly entrypoint?: readonly string[];
  /** ISO date. */
  readonly created?: string;
  readonly platforms?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}
