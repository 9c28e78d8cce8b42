import { compareVersions, parseVersion, satisfies, type Version } from '../semver';
import { TemplateError } from '../template/run';
import { type Bare, Struct, type Value } from '../value/value';
import { type FunctionTable, plain, string } from './arguments';

function version(value: Bare): Version {
  const parsed = parseVersion(string(value));
  if (!parsed) throw new TemplateError(`"${string(value)}" is not a semantic version.`);
  return parsed;
}

function semver(value: Bare): Value {
  const parsed = version(value);
  const { major, minor, patch, pre, build, original } = parsed;
  const canonical = `${major}.${minor}.${patch}${pre && `-${pre}`}${build && `+${build}`}`;
  const fields = new Map<string, Value>([
    ['Major', BigInt(major)],
    ['Minor', BigInt(minor)],
    ['Patch', BigInt(patch)],
    ['Prerelease', pre],
    ['Metadata', build],
    ['Original', original],
  ]);
  const compare = ([other = null]: readonly Bare[]) => {
    const right = other instanceof Struct ? version(other.label ?? null) : version(other);
    return BigInt(Math.sign(compareVersions(parsed, right)));
  };
  const methods = new Map<string, (args: readonly Bare[]) => Value>([
    ['Compare', compare],
    ['GreaterThan', (args) => compare(args) > 0n],
    ['LessThan', (args) => compare(args) < 0n],
    ['Equal', (args) => compare(args) === 0n],
    ['String', () => canonical],
  ]);
  return new Struct('*semver.Version', fields, methods, canonical);
}

function semverCompare(range: Bare, value: Bare): Value {
  const known = satisfies(version(value), string(range));
  if (known === undefined) throw new TemplateError(`"${string(range)}" is not a version range.`);
  return known;
}

/** Version functions. */
export const semverFunctions: FunctionTable = {
  semver: plain((value = null) => semver(value)),
  semverCompare: plain((range = null, value = null) => semverCompare(range, value)),
};
