// SPDX-License-Identifier: Apache-2.0

/** A domain to be made. */
export type NewDomain = {
  /** In kebab-case: its folder. */
  readonly id: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** The folder of its first screen; `undefined` where it has none. */
  readonly screen: string | undefined;
};

const WORD = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const CHINESE = /\p{Script=Han}/u;

/** Reads `NAME [中文名] [screen]`, in any order after the name. @throws Error that says what to type */
export function readNewDomain(given: readonly string[], taken: ReadonlySet<string>): NewDomain {
  const [id = '', ...rest] = given;
  if (!WORD.test(id))
    throw new Error('npm run new-domain NAME [中文名] [screen]: NAME in kebab-case, such as night-watch');
  if (taken.has(id)) throw new Error(`domains/${id} is there already`);
  const screen = rest.find((word) => WORD.test(word));
  const stray = rest.find((word) => !WORD.test(word) && !CHINESE.test(word));
  if (stray !== undefined)
    throw new Error(`${stray} is neither a Chinese title nor the name of a screen in kebab-case`);
  const en = id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');
  return { id, title: { zh: rest.find((word) => CHINESE.test(word)) ?? '新领域', en }, screen };
}

/** `night-watch` → `nightWatch`. */
export function camelOf(id: string): string {
  return id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** `night-watch` → `NightWatch`. */
export function pascalOf(id: string): string {
  const camel = camelOf(id);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}

/** The table of its first record. */
export function tableOf(id: string): string {
  return `${id.replaceAll('-', '_')}_entry`;
}
