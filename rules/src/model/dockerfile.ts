import type { ImageReference } from '../parse/image';
import type { Command, Script, ShellKind, Value } from '../parse/shell/ast';
import type { Span } from '../text/span';

export { readDockerfile, readInstructions } from './dockerfile/read';

/** A build as written in one Dockerfile. */
export interface Dockerfile {
  readonly text: string;
  readonly escapeChar: '\\' | '`';
  /** `# syntax=`, `# escape=` and `# check=` from the top of the file. */
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  /** In file order. What an ONBUILD runs follows it as an instruction of its own, with `onbuild` set. */
  readonly instructions: readonly Instruction[];
  /** ARGs before the first FROM. */
  readonly globalArgs: readonly ArgInstruction[];
  readonly stages: readonly Stage[];
  /** The stage that becomes the image when nobody names another: the last one. */
  readonly target: Stage | undefined;
  readonly problems: readonly DockerfileProblem[];
}

/** Something that a build would refuse. */
export interface DockerfileProblem {
  readonly span: Span;
  readonly message: string;
}

export interface Directive {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
  readonly span: Span;
  readonly valueSpan: Span;
}

/** A comment line. */
export interface Comment {
  /** From the `#` to the end of the line. */
  readonly span: Span;
  /** Without the `#` and the blanks around. */
  readonly text: string;
}

/** Everything from one FROM to the next. */
export interface Stage {
  readonly dockerfile: Dockerfile;
  readonly index: number;
  /** The name after AS, in lower case. */
  readonly name: string | undefined;
  /** How a message calls it: `stage "build"`, `the final stage`, `stage 2`. */
  readonly label: string;
  /** What to underline when the stage lacks something: the image after FROM. */
  readonly nameSpan: Span;
  readonly span: Span;
  readonly from: FromInstruction;
  /** After FROM, without the instructions an ONBUILD holds back. */
  readonly instructions: readonly Instruction[];
  /** The stage named by FROM. */
  readonly parent: Stage | undefined;
  /** This stage, its parent, the parent of that, ... */
  readonly chain: readonly Stage[];
  /** The image at the end of the chain. */
  readonly base: Base;
  /** The last stage of the file. */
  readonly isTarget: boolean;
  /** Its layers are in the built image: the target or a stage the target is built from. */
  readonly ships: boolean;
  readonly os: 'linux' | 'windows' | 'unknown';
  /** The user at the end of the stage. */
  readonly user: EffectiveUser;
  /** The SHELL for shell forms at the end of the stage. */
  readonly shell: ShellKind;
  /** The last value of an environment variable at the end of the stage. */
  env(name: string): string | undefined;
  /** Effective CMD, ENTRYPOINT and HEALTHCHECK with those of parent stages. */
  readonly cmd: CommandInstruction | undefined;
  readonly entrypoint: CommandInstruction | undefined;
  readonly healthcheck: HealthcheckInstruction | undefined;
}

/** An image that a stage starts from. */
export interface Base {
  /** The text after FROM in the stage that names it. */
  readonly value: Value;
  readonly scratch: boolean;
  /** Undefined when it depends on something unknown or is no reference. */
  readonly image: ImageReference | undefined;
}

export interface EffectiveUser {
  /** `set`: a USER says so; `base`: known from the base image; `unknown`: neither. */
  readonly source: 'set' | 'base' | 'unknown';
  /** The instruction, when there is one. */
  readonly instruction: UserInstruction | undefined;
  /** Lower case is not forced; undefined when unknown. */
  readonly name: string | undefined;
  readonly group: string | undefined;
  /** Undefined when nobody can say. */
  readonly root: boolean | undefined;
}

interface InstructionBase<K extends string> {
  /** In capitals. */
  readonly keyword: K;
  readonly keywordSpan: Span;
  /** From the keyword to the end of the last line, here-documents included, without the last line break. */
  readonly span: Span;
  /** The text of `span`. */
  readonly source: string;
  /** Whole lines: from the start of the first to after the line break of the last, here-documents included. */
  readonly lines: Span;
  /** From the first flag or argument to the end of the logical line; empty when there is none. */
  readonly argumentsSpan: Span;
  /** The arguments after the flags as BuildKit sees them: lines joined, comments inside removed. */
  readonly argumentsText: string;
  readonly flags: readonly Flag[];
  readonly heredocs: readonly Heredoc[];
  /** Comment lines that stand directly above, the nearest last. */
  readonly comments: readonly Comment[];
  /** Held back by an ONBUILD: it runs in builds that start from this image. */
  readonly onbuild: boolean;
  readonly stage: Stage | undefined;
  readonly dockerfile: Dockerfile;
  /** Position in `dockerfile.instructions`. */
  readonly index: number;
  /** What a variable stands for here, by ENV and the defaults of ARG. */
  variable(name: string): string | undefined;
}

/** `--name=value` or `--name`. */
export interface Flag {
  /** Lower case, without the dashes. */
  readonly name: string;
  readonly value: Value | undefined;
  readonly span: Span;
}

/** A here-document of RUN, COPY or ADD. */
export interface Heredoc {
  readonly name: string;
  /** The text between, tabs removed for `<<-`. */
  readonly content: string;
  /** The lines between, as they are. */
  readonly span: Span;
  /** `<<EOF` itself. */
  readonly marker: Span;
  readonly expands: boolean;
  readonly stripsTabs: boolean;
  /** The closing word was found. */
  readonly closed: boolean;
}

export interface FromInstruction extends InstructionBase<'FROM'> {
  readonly image: Value;
  readonly alias: Value | undefined;
  readonly platform: Value | undefined;
}

export interface ArgInstruction extends InstructionBase<'ARG'> {
  readonly variables: readonly Variable[];
}

export interface EnvInstruction extends InstructionBase<'ENV'> {
  readonly variables: readonly Variable[];
}

export interface LabelInstruction extends InstructionBase<'LABEL'> {
  readonly variables: readonly Variable[];
}

/** A name with its value; an ARG may have none. */
export interface Variable {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Value | undefined;
  readonly span: Span;
}

/** RUN. */
export interface RunInstruction extends InstructionBase<'RUN'> {
  readonly form: 'shell' | 'exec' | 'heredoc';
  readonly mounts: readonly Mount[];
  readonly script: Script;
  readonly commands: readonly Command[];
}

/** `--mount=type=secret,id=token`. */
export interface Mount {
  readonly span: Span;
  readonly type: string;
  readonly options: ReadonlyMap<string, Value>;
}

export interface CommandInstruction extends InstructionBase<'CMD' | 'ENTRYPOINT'> {
  readonly form: 'shell' | 'exec';
  /** The elements of the exec form. */
  readonly words: readonly Value[];
  readonly script: Script;
  readonly commands: readonly Command[];
}

export interface HealthcheckInstruction extends InstructionBase<'HEALTHCHECK'> {
  readonly none: boolean;
  readonly form: 'shell' | 'exec';
  readonly script: Script;
  readonly commands: readonly Command[];
}

export interface CopyInstruction extends InstructionBase<'COPY' | 'ADD'> {
  readonly form: 'shell' | 'exec';
  readonly sources: readonly Value[];
  readonly destination: Value | undefined;
  /** COPY --from: a stage, or an image, or unknown. */
  readonly from: CopyFrom | undefined;
}

export interface CopyFrom {
  readonly value: Value;
  readonly stage: Stage | undefined;
  readonly image: ImageReference | undefined;
}

export interface UserInstruction extends InstructionBase<'USER'> {
  readonly user: Value;
  /** The parts of `user:group`; undefined when unknown or absent. */
  readonly name: string | undefined;
  readonly group: string | undefined;
}

export interface WorkdirInstruction extends InstructionBase<'WORKDIR'> {
  readonly path: Value;
}

export interface ExposeInstruction extends InstructionBase<'EXPOSE'> {
  readonly ports: readonly ExposedPort[];
}

export interface ExposedPort extends Value {
  readonly first: number | undefined;
  readonly last: number | undefined;
  readonly protocol: string;
}

export interface VolumeInstruction extends InstructionBase<'VOLUME'> {
  readonly paths: readonly Value[];
}

export interface ShellInstruction extends InstructionBase<'SHELL'> {
  readonly words: readonly Value[];
}

export interface OnbuildInstruction extends InstructionBase<'ONBUILD'> {
  readonly trigger: Instruction | undefined;
}

/** MAINTAINER, STOPSIGNAL, and keywords nobody knows. */
export interface OtherInstruction extends InstructionBase<'MAINTAINER' | 'STOPSIGNAL' | 'UNKNOWN'> {
  readonly argument: Value;
}

export type Instruction =
  | FromInstruction
  | ArgInstruction
  | EnvInstruction
  | LabelInstruction
  | RunInstruction
  | CommandInstruction
  | HealthcheckInstruction
  | CopyInstruction
  | UserInstruction
  | WorkdirInstruction
  | ExposeInstruction
  | VolumeInstruction
  | ShellInstruction
  | OnbuildInstruction
  | OtherInstruction;
