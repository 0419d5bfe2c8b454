// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, Fragment, type ReactNode, type RefCallback, useRef, useState } from 'react';
import { Button } from '../../ui/action/button.tsx';
import styles from '../sign-in.module.css';
import { ToldError } from './told-error.tsx';

type Tied = { readonly ref: RefCallback<HTMLInputElement>; readonly fault: string | undefined };

export type DoorField = {
  readonly id: string;
  /** What stands against going on; told once that was tried. */
  readonly fault: string | undefined;
  readonly draw: (tied: Tied) => ReactNode;
};

type Props = {
  readonly fields: readonly DoorField[];
  /** What was to be done, for the sentence that it was not. */
  readonly doing: string;
  readonly go: string;
  readonly going?: string;
  /** The field that gets the focus for another try, where the server says no; the last one without it. */
  readonly retry?: string;
  readonly onGo: () => Promise<void>;
};

/** A step of the way in: fields and one button. What is wanting is said at its field, what was wrong above them. */
export function DoorForm({ fields, doing, go, going = go, retry = fields.at(-1)?.id, onGo }: Props): ReactNode {
  const [tried, setTried] = useState(false);
  const inputs = useRef(new Map<string, HTMLInputElement>());
  const entering = useMutation({
    mutationFn: onGo,
    onError: () => inputs.current.get(retry ?? '')?.select(),
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const wanting = fields.find(({ fault }) => fault !== undefined);
    if (wanting !== undefined) inputs.current.get(wanting.id)?.focus();
    else if (!entering.isPending) entering.mutate();
  };
  const refOf = (id: string) => (input: HTMLInputElement | null) => {
    if (input === null) inputs.current.delete(id);
    else inputs.current.set(id, input);
  };
  return (
    <form className={styles['form']} onSubmit={onSubmit} noValidate>
      <ToldError error={entering.error} doing={doing} />
      {fields.map(({ id, fault, draw }) => (
        <Fragment key={id}>{draw({ ref: refOf(id), fault: tried ? fault : undefined })}</Fragment>
      ))}
      <Button type="submit" look="primary" size="large" busy={entering.isPending}>
        {entering.isPending ? going : go}
      </Button>
    </form>
  );
}
