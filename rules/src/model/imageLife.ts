import type { ImageReference } from '../parse/image';

interface Release {
  readonly image: RegExp;
  /** What the tag begins with, as a whole version: `18.04`, `3.9`, `bionic`. */
  readonly tags: readonly string[];
  /** Day after which nobody repairs it any more. */
  readonly until: string;
  readonly name: string;
}

/** When this table was last compared with the publishers' announcements. */
const reviewed = '2026-11-01';

const hub = (name: string) => new RegExp(`^docker\\.io/library/${name}$`);

function releases(image: RegExp, name: string, table: Readonly<Record<string, string>>): Release[] {
  return Object.entries(table).map(([tags, until]) => ({
    image,
    tags: tags.split(' '),
    until,
    name: `${name} ${tags.split(' ')[0]}`,
  }));
}

const all: readonly Release[] = [
  ...releases(hub('ubuntu'), 'Ubuntu', {
    '12.04 precise': '2017-04-28',
    '14.04 trusty': '2019-04-25',
    '16.04 xenial': '2021-04-30',
    '18.04 bionic': '2023-05-31',
    '20.04 focal': '2025-05-31',
    '20.10 groovy': '2021-07-22',
    '21.04 hirsute': '2022-01-20',
    '21.10 impish': '2022-07-14',
    '22.10 kinetic': '2023-07-20',
    '23.04 lunar': '2024-01-25',
    '23.10 mantic': '2024-07-11',
    '24.10 oracular': '2025-07-10',
    '25.04 plucky': '2026-01-15',
    '25.10 questing': '2026-07-09',
    '22.04 jammy': '2027-06-01',
    '24.04 noble': '2029-05-31',
  }),
  ...releases(hub('(?:debian|buildpack-deps)'), 'Debian', {
    '7 wheezy': '2018-05-31',
    '8 jessie': '2020-06-30',
    '9 stretch': '2022-07-01',
    '10 buster': '2024-06-30',
    '11 bullseye': '2026-08-31',
    '12 bookworm': '2028-06-30',
    '13 trixie': '2030-06-30',
  }),
  ...releases(/^(?:docker\.io\/library\/centos|quay\.io\/centos\/centos)$/, 'CentOS', {
    '5 centos5': '2017-03-31',
    '6 centos6': '2020-11-30',
    '7 centos7': '2024-06-30',
    '8 centos8': '2021-12-31',
    stream8: '2024-05-31',
    stream9: '2027-05-31',
  }),
  ...releases(hub('alpine'), 'Alpine', {
    '2': '2017-05-01',
    '3.1': '2016-11-01',
    '3.2': '2017-05-01',
    '3.3': '2017-11-01',
    '3.4': '2018-05-01',
    '3.5': '2018-11-01',
    '3.6': '2019-05-01',
    '3.7': '2019-11-01',
    '3.8': '2020-05-01',
    '3.9': '2020-11-01',
    '3.10': '2021-05-01',
    '3.11': '2021-11-01',
    '3.12': '2022-05-01',
    '3.13': '2022-11-01',
    '3.14': '2023-05-01',
    '3.15': '2023-11-01',
    '3.16': '2024-05-23',
    '3.17': '2024-11-22',
    '3.18': '2025-05-09',
    '3.19': '2025-11-01',
    '3.20': '2026-04-01',
    '3.21': '2026-11-01',
    '3.22': '2027-05-01',
  }),
  ...releases(hub('fedora'), 'Fedora', {
    '38': '2024-05-21',
    '39': '2024-11-26',
    '40': '2025-05-13',
    '41': '2025-12-15',
  }),
  ...releases(hub('python'), 'Python', {
    '2': '2020-01-01',
    '3.5': '2020-09-30',
    '3.6': '2021-12-23',
    '3.7': '2023-06-27',
    '3.8': '2024-10-07',
    '3.9': '2025-10-31',
    '3.10': '2026-10-31',
    '3.11': '2027-10-31',
    '3.12': '2028-10-31',
    '3.13': '2029-10-31',
  }),
  ...releases(hub('node'), 'Node.js', {
    '8 carbon': '2019-12-31',
    '10 dubnium': '2021-04-30',
    '12 erbium': '2022-04-30',
    '13': '2020-06-01',
    '14 fermium': '2023-04-30',
    '15': '2021-06-01',
    '16 gallium': '2023-09-11',
    '17': '2022-06-01',
    '18 hydrogen': '2025-04-30',
    '19': '2023-06-01',
    '20 iron': '2026-04-30',
    '21': '2024-06-01',
    '23': '2025-06-01',
    '22 jod': '2027-04-30',
    '24 krypton': '2028-04-30',
  }),
  ...releases(hub('ruby'), 'Ruby', {
    '2': '2023-03-31',
    '3.0': '2024-04-23',
    '3.1': '2025-03-26',
    '3.2': '2026-03-31',
    '3.3': '2027-03-31',
    '3.4': '2028-03-31',
  }),
  ...releases(hub('php'), 'PHP', {
    '5': '2018-12-31',
    '7': '2022-11-28',
    '8.0': '2023-11-26',
    '8.1': '2025-12-31',
    '8.2': '2026-12-31',
    '8.3': '2027-12-31',
    '8.4': '2028-12-31',
  }),
  ...releases(/^mcr\.microsoft\.com\/dotnet\/(?!framework\/)/, '.NET', {
    '2': '2021-08-21',
    '3': '2022-12-13',
    '5': '2022-05-10',
    '6': '2024-11-12',
    '7': '2024-05-14',
    '8': '2026-11-10',
    '9': '2026-11-10',
  }),
  ...releases(/^mcr\.microsoft\.com\/windows/, 'Windows', {
    '1709': '2019-04-09',
    '1803': '2019-11-12',
    '1903': '2020-12-08',
    '1909': '2021-05-11',
    '2004': '2021-12-14',
    '20H2': '2022-08-09',
    'ltsc2016 1607': '2027-01-12',
  }),
];

/** Images nobody publishes any more, whatever the tag. */
const abandoned: readonly { image: RegExp; name: string; until: string }[] = [
  { image: hub('openjdk'), name: 'The openjdk image', until: '2022-07-31' },
  { image: hub('java'), name: 'The java image', until: '2016-12-31' },
  { image: hub('centos'), name: 'CentOS', until: '2024-06-30' },
];

/** What ended and when, if the image is past its end at this day (`YYYY-MM-DD`, or empty when nobody knows the day). */
export function endedRelease(image: ImageReference, today: string): { name: string; until: string } | undefined {
  const day = dayOf(today);
  const tag = image.tag?.text ?? '';
  const found = all.find(
    (release) => release.image.test(image.name) && release.tags.some((start) => startsWith(tag, start)),
  );
  if (found) return found.until < day ? { name: found.name, until: found.until } : undefined;
  const gone = abandoned.find((entry) => entry.image.test(image.name));
  return gone && { name: gone.name, until: gone.until };
}

const dayOf = (today: string) => (today > reviewed ? today : reviewed);

/** Another tag of the same image. */
export interface LaterTag {
  readonly tag: string;
  /** What the old one begins with, and this one. */
  readonly version: readonly [old: string, later: string];
  /** All that the old release is called. */
  readonly oldNames: readonly string[];
  readonly until: string;
}

/** The same variant of the nearest release that is still maintained; undefined where nobody knows whether there is one. */
export function maintainedTag(image: ImageReference, today: string): LaterTag | undefined {
  const [version = '', ...variant] = image.tag?.text.split('-') ?? [];
  const moved = successor(image.name, version, dayOf(today));
  const parts = variant.map((part) => maintainedVariant(part, dayOf(today)));
  if (!moved || parts.includes(undefined)) return undefined;
  const { later, until, oldNames } = moved;
  return { tag: [later, ...parts].join('-'), version: [version, later], oldNames, until };
}

/** A part of a tag behind the version: that of a distribution moves with it. */
function maintainedVariant(part: string, day: string): string | undefined {
  if (/^(?:slim|alpine|cli|fpm|apache|zts|scm|curl)$/.test(part)) return part;
  const alpine = part.startsWith('alpine') ? 'alpine' : '';
  const distribution = `docker.io/library/${alpine || 'debian'}`;
  const moved = successor(distribution, part.slice(alpine.length), day);
  return moved && alpine + moved.later;
}

/** The release with this name or, where it has ended, the nearest that has not, by the same sort of name. */
function successor(image: string, name: string, day: string) {
  const family = all.filter((release) => release.image.test(image));
  const old = family.find((release) => release.tags.includes(name));
  if (!old) return undefined;
  const sort = old.tags.indexOf(name);
  // Nobody wants to move again within three months.
  const worthwhile = new Date(Date.parse(day) + 90 * 86_400_000).toISOString();
  const [next] = family
    .filter((release) => (release === old ? old.until >= day : isLater(release, old) && release.until >= worthwhile))
    .filter(({ tags }) => tags[sort] !== undefined)
    .sort((a, b) => (isLater(a, b) ? 1 : -1));
  return next && { later: next.tags[sort] ?? '', until: next.until, oldNames: old.tags };
}

/** Whether a release came after another. The next major version of a language is not the same language. */
function isLater(a: Release, b: Release): boolean {
  const [x = [], y = []] = [a, b].map(({ tags }) => (tags[0] ?? '').split('.').map(Number));
  const [major = 0, minor = 0] = x;
  const [oldMajor = 0, oldMinor = 0] = y;
  if (x.length !== y.length) return false;
  const isYear = major > 9;
  if (x.length > 1 && !isYear && major !== oldMajor) return false;
  return major > oldMajor || (major === oldMajor && minor > oldMinor);
}

/** `3.1` begins `3.1-slim` and `3.1.4`, not `3.10`; a code name also stands at the end, as in `python:3-buster`. */
function startsWith(tag: string, start: string): boolean {
  if (!tag.startsWith(start)) return false;
  const next = tag[start.length];
  return next === undefined || next === '.' || next === '-' || next === '_';
}
