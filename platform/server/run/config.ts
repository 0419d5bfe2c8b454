// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const duties = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(['web', 'worker'])).min(1));

const both = {
  PORT: port.default(3000).describe('监听端口；0 为任意空闲端口 / port to listen on; 0 for any free one'),
  BEICHEN_PACK: z.string().optional().describe('城市包所在文件夹 / folder of the city pack'),
  BEICHEN_DATA: z.string().optional().describe('数据文件夹，默认 ./data / folder for data'),
  BEICHEN_FILES: z
    .string()
    .optional()
    .describe('文件内容所在文件夹，默认数据文件夹下的 files / folder for the contents of files'),
  BEICHEN_URL: z
    .url()
    .optional()
    .describe(
      '用户访问的地址，如 https://bc.example.gov.cn；通行密钥和统一登录要用 / address that people open; passkeys and sign-on need it',
    ),
  BEICHEN_OIDC_ISSUER: z.url().optional().describe('统一身份认证的地址 / issuer of the identity service'),
  BEICHEN_OIDC_CLIENT: z.string().optional().describe('在统一身份认证登记的应用标识 / client id there'),
  BEICHEN_OIDC_SECRET: z.string().optional().describe('应用密钥 / client secret'),
  BEICHEN_OIDC_LOGIN_CLAIM: z
    .string()
    .optional()
    .describe(
      '其中哪一项是账号名；不填则只按管理员关联的标识 / claim that names the login; without it, linked subjects alone',
    ),
  BEICHEN_METRICS_TOKEN: z.string().min(16).optional().describe('读取 /metrics 的令牌 / token that opens /metrics'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
};

const production = z.object({
  ...both,
  HOST: z.string().default('0.0.0.0'),
  BEICHEN_CITY: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,40}$/)
    .describe('城市标识，即模式名 / name of the city and of its schema'),
  BEICHEN_DUTIES: duties.default(['web', 'worker']).describe('本进程的职责 / what this process does: web,worker'),
  BEICHEN_VAULT_KEYS: z.string().describe("保密库主密钥文件 / file of the vault's master keys"),
  DATABASE_URL: z.url().describe('应用角色，可经连接池 / as the app role; may be pooled'),
  DATABASE_DIRECT_URL: z.url().describe('工作角色，须直连 / as the worker role; direct'),
  DATABASE_OWNER_URL: z.url().optional().describe('属主角色，升级时用 / as the owner role; for migrations'),
});

/** Settings of a server that runs on a database of its own. */
export type ProductionConfig = z.infer<typeof production> & { readonly mode: 'production' };

/** Settings of the demo. It never meets the outside: another host, or a database, is refused. */
export type DemoConfig = z.infer<ReturnType<typeof demoShape>> & { readonly mode: 'demo' };

function demoShape() {
  const never = (zh: string, en: string) => z.never({ error: `${zh} · ${en}` }).optional();
  return z.object({
    ...both,
    HOST: z
      .enum(['127.0.0.1', 'localhost'], {
        error:
          '演示只在本机（127.0.0.1）运行；正式使用请设 BEICHEN_MODE=production · the demo runs on 127.0.0.1 alone; for real use set BEICHEN_MODE=production',
      })
      .default('127.0.0.1'),
    DATABASE_URL: never(
      '演示自带数据库，不接受 DATABASE_URL；正式使用请设 BEICHEN_MODE=production',
      'the demo brings its own database and takes no DATABASE_URL; for real use set BEICHEN_MODE=production',
    ),
  });
}

/** A setting that is missing or wrong: each with its name. */
export class ConfigFault extends Error {}

/**
 * Reads the settings from the environment. All faults at once, each with the name of its variable.
 * @throws ConfigFault
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): DemoConfig | ProductionConfig {
  const mode = env['BEICHEN_MODE'] ?? 'demo';
  if (mode !== 'demo' && mode !== 'production') throw new ConfigFault(`BEICHEN_MODE: demo | production`);
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const read = mode === 'demo' ? demoShape().safeParse(given) : production.safeParse(given);
  if (read.success) return { mode, ...read.data } as DemoConfig | ProductionConfig;
  throw new ConfigFault(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
}
