// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { encode } from 'uqr';
import { z } from 'zod';
import { request } from '../../data/request.ts';
import { Button } from '../../ui/action/button.tsx';
import { Field } from '../../ui/field/field.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useWords } from '../../words/words.ts';
import styles from './enrol.module.css';
import { type Added, added } from './passkey.ts';
import { ToldError } from './told-error.tsx';

const started = z.object({ factor: z.string(), typed: z.string(), uri: z.string() });

/** A code for a camera, drawn here: the secret goes to no other server. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg className={styles['qr']} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#ffffff" />
      <path d={dark.join('')} fill="#000000" />
    </svg>
  );
}

/** An authenticator app: its secret, then a code of it as the proof that it was read. */
export function EnrolTotp({ onAdded }: { readonly onAdded: (added: Added) => void }): ReactNode {
  const say = useWords();
  const [code, setCode] = useState('');
  const { data, error } = useQuery({
    queryKey: ['totp'],
    queryFn: () =>
      request('/api/account/totp', { answer: started, method: 'POST', body: { name: say('enrol.name.totp') } }),
    // A secret is made once for this form, and forgotten with it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const confirming = useMutation({
    mutationFn: (factor: string) =>
      request('/api/account/totp/confirm', { answer: added, method: 'POST', body: { factor, code } }),
    onSuccess: onAdded,
  });
  if (error !== null) return <ToldError error={error} doing={say('enrol.doing')} />;
  if (data === undefined) return <Skeleton lines={6}>{say('shell.loading')}</Skeleton>;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (code.trim() !== '' && !confirming.isPending) confirming.mutate(data.factor);
  };
  return (
    <form className={styles['totp']} onSubmit={onSubmit} noValidate>
      <p>{say('enrol.scan')}</p>
      <QrCode text={data.uri} label={say('enrol.qr')} />
      <p className="bc-dense">{say('enrol.scan.alt', { secret: data.typed.replace(/(.{4})(?=.)/g, '$1 ') })}</p>
      <ToldError error={confirming.error} doing={say('enrol.doing')} />
      <Field
        label={say('factor.code')}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" look="primary" size="large" busy={confirming.isPending}>
        {say('enrol.confirm')}
      </Button>
    </form>
  );
}
