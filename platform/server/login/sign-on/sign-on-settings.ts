// SPDX-License-Identifier: Apache-2.0

/** The city's own identity service, by OpenID Connect. */
export type SignOnSettings = {
  readonly issuer: string;
  readonly client: string;
  readonly secret: string | undefined;
  /** The claim that holds the login of an account; without it, accounts are matched by their linked subject alone. */
  readonly loginClaim: string | undefined;
};

type Given = {
  readonly BEICHEN_OIDC_ISSUER?: string | undefined;
  readonly BEICHEN_OIDC_CLIENT?: string | undefined;
  readonly BEICHEN_OIDC_SECRET?: string | undefined;
  readonly BEICHEN_OIDC_LOGIN_CLAIM?: string | undefined;
};

/** What the settings say of it; `undefined` where they name none. */
export function signOnSettings(config: Given): SignOnSettings | undefined {
  const { BEICHEN_OIDC_ISSUER: issuer, BEICHEN_OIDC_CLIENT: client } = config;
  if (issuer === undefined || client === undefined) return undefined;
  return { issuer, client, secret: config.BEICHEN_OIDC_SECRET, loginClaim: config.BEICHEN_OIDC_LOGIN_CLAIM };
}
