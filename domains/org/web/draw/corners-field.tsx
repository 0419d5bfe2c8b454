// SPDX-License-Identifier: Apache-2.0
import { TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../words.ts';
import { type Corner, cornersIn, MOST_CORNERS, textOf } from './drawn.ts';

type Props = { readonly corners: readonly Corner[]; readonly onWrite: (corners: readonly Corner[]) => void };

/** The corners as text: what is drawn appears here, and what is written here appears on the map, as soon as it can be read. */
export function CornersField({ corners, onWrite }: Props): ReactNode {
  const say = useWords();
  const [text, setText] = useState(() => textOf(corners));
  const [line, setLine] = useState<number>();
  const [tooMany, setTooMany] = useState(false);
  const drawn = textOf(corners);
  useEffect(() => {
    setText((written) => {
      const read = cornersIn(written);
      // What says the same is left as it was written.
      return 'corners' in read && textOf(read.corners) === drawn ? written : drawn;
    });
    setLine(undefined);
    setTooMany(false);
  }, [drawn]);
  const write = (written: string): void => {
    setText(written);
    const read = cornersIn(written);
    const most = 'corners' in read && read.corners.length > MOST_CORNERS;
    setTooMany(most);
    setLine('line' in read ? read.line : undefined);
    if ('corners' in read && !most && textOf(read.corners) !== drawn) onWrite(read.corners);
  };
  const fault = line === undefined ? undefined : say('draw.corners.fault', { line });
  return (
    <TextField
      label={say('draw.corners')}
      hint={say('draw.corners.hint')}
      fault={tooMany ? say('draw.corners.more', { most: MOST_CORNERS }) : fault}
      rows={6}
      value={text}
      onChange={write}
    />
  );
}
