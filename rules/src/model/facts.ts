/** What a registry told about an image when somebody asked. */
export interface ImageFacts {
  readonly digest?: string;
  readonly user?: string;
  /** Numbers of accounts by their name, as the steps that built the image tell them. */
  readonly accounts?: Readonly<Record<string, string>>;
  readonly exposedPorts?: readonly string[];
  readonly entrypoint?: readonly string[];
  /** ISO date. */
  readonly created?: string;
  readonly platforms?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}
