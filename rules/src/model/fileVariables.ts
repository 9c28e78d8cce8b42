import { parseImageReference } from '../parse/image';
import { at, isAbsent, plain } from './value';
import { type Container, inherited } from './workload';

interface ReadsFiles {
  /** The path of its repository, whatever registry it is copied to. */
  readonly image: RegExp;
  readonly variables: RegExp;
  /** What names the file in the place of this variable. */
  readonly named: (variable: string) => string;
  /** Who reads it, where the image starts as that user and never becomes another. */
  readonly user?: number;
  /** The script of the image that the container starts reads it, so that is what must start. */
  readonly byScript: boolean;
}

const suffixed = (variable: string) => `${variable}_FILE`;

/** Images that take secrets from files, each as its own documentation has it. */
const images: readonly ReadsFiles[] = [
  {
    image: /^(library\/postgres|postgis\/postgis|pgvector\/pgvector|timescale\/timescaledb)$/,
    variables: /^POSTGRES_(PASSWORD|USER|DB)$/,
    named: suffixed,
    byScript: true,
  },
  {
    image: /^library\/(mysql|mariadb)$/,
    variables: /^(MYSQL|MARIADB)_(ROOT_PASSWORD|PASSWORD|USER|DATABASE)$/,
    named: suffixed,
    byScript: true,
  },
  {
    image: /^library\/mongo$/,
    variables: /^MONGO_INITDB_ROOT_(USERNAME|PASSWORD)$/,
    named: suffixed,
    byScript: true,
  },
  {
    image: /^library\/wordpress$/,
    variables: /^WORDPRESS_(DB_(HOST|USER|PASSWORD|NAME)|(AUTH|SECURE_AUTH|LOGGED_IN|NONCE)_(KEY|SALT))$/,
    named: suffixed,
    byScript: true,
  },
  {
    image: /^library\/nextcloud$/,
    variables: /^((MYSQL|POSTGRES)_(USER|PASSWORD)|NEXTCLOUD_ADMIN_(USER|PASSWORD)|(REDIS_HOST|SMTP)_PASSWORD)$/,
    named: suffixed,
    byScript: true,
  },
  {
    image: /^library\/influxdb$/,
    variables: /^DOCKER_INFLUXDB_INIT_(USERNAME|PASSWORD|ADMIN_TOKEN)$/,
    named: suffixed,
    byScript: true,
  },
  {
    image: /^bitnami(legacy|secure)?\/(postgresql|mysql|mariadb|mongodb|redis|minio)$/,
    variables: /_(PASSWORD|USER|USERNAME)$/,
    named: suffixed,
    user: 1001,
    byScript: true,
  },
  {
    image: /^grafana\/grafana(-oss|-enterprise)?$/,
    variables: /^GF_[A-Z0-9_]+$/,
    named: (variable) => `${variable}__FILE`,
    user: 472,
    byScript: true,
  },
  {
    image: /^dpage\/pgadmin4$/,
    variables: /^PGADMIN_DEFAULT_PASSWORD$/,
    named: suffixed,
    user: 5050,
    byScript: true,
  },
  {
    image: /^minio\/minio$/,
    variables: /^MINIO_ROOT_(USER|PASSWORD)$/,
    named: suffixed,
    user: 0,
    byScript: false,
  },
  {
    image: /^vaultwarden\/server$/,
    variables: /^(ADMIN_TOKEN|DATABASE_URL|SMTP_PASSWORD|SMTP_USERNAME|YUBICO_SECRET_KEY|PUSH_INSTALLATION_KEY)$/,
    named: suffixed,
    user: 0,
    byScript: false,
  },
  {
    image: /^n8nio\/n8n$/,
    variables: /^(N8N_ENCRYPTION_KEY|DB_POSTGRESDB_(USER|PASSWORD)|N8N_SMTP_(USER|PASS)|QUEUE_BULL_REDIS_PASSWORD)$/,
    named: suffixed,
    user: 1000,
    byScript: false,
  },
  {
    // The library that fetches the models looks there when no variable has the token.
    image: /^(vllm\/vllm-openai(-cpu|-rocm|-xpu)?|lmsysorg\/sglang)$/,
    variables: /^(HF_TOKEN|HUGGING_FACE_HUB_TOKEN)$/,
    named: () => 'HF_TOKEN_PATH',
    user: 0,
    byScript: false,
  },
];

/** The variable that names a file in the place of another; undefined where that is not known, or who then reads the file. */
export function fileVariable(container: Container, variable: string): string | undefined {
  const { image, value } = container;
  const path = image.state === 'literal' ? parseImageReference(image.value)?.path : undefined;
  const found = path && images.find((one) => one.image.test(path) && one.variables.test(variable));
  if (!found || (found.byScript && !isAbsent(at(value, 'command')))) return undefined;
  const set = plain(inherited(container, 'runAsUser'));
  // As root, the scripts of most images hand over to a user that loses the groups of the pod.
  const user = set === undefined || set === null ? found.user : set;
  if (typeof user !== 'number' || (user === 0 && found.user !== 0)) return undefined;
  return found.named(variable);
}
