// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useToday } from '../data/today.ts';
import type { MapPage } from '../map/areas.ts';
import styles from '../map/map.module.css';
import { useWords } from '../words.ts';
import { CornersField } from './corners-field.tsx';
import { DrawFindings } from './draw-findings.tsx';
import type { Drawn, DrawStep } from './drawn.ts';
import { useDraw } from './use-draw.ts';

type Props = {
  readonly unit: MapPage['unit'];
  readonly drawn: Drawn;
  readonly step: (step: DrawStep) => void;
  readonly onClose: (from?: string) => void;
};

/** What goes with a drawing: its corners as numbers, the day, the basis; first a check, then the setting. */
export function DrawPanel({ unit, drawn, step, onClose }: Props): ReactNode {
  const say = useWords();
  const today = useToday();
  const [from, setFrom] = useState<string>(today);
  const [basis, setBasis] = useState('');
  const [tried, setTried] = useState(false);
  const commands = useDraw(unit.id, onClose);
  const { corners } = drawn;
  const findings = commands.findings(from, corners);
  const isGiven = basis.trim().length >= 2;
  const because = (): string | undefined => {
    if (findings === undefined) return say(commands.wasChecked ? 'draw.stale' : 'draw.first');
    return findings.faults.length > 0 ? say('draw.mend') : undefined;
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isGiven && because() === undefined) commands.set({ from, basis: basis.trim(), corners });
  };
  return (
    <Sheet title={say('draw.title', { unit: unit.name })}>
      <form className={styles['drawing']} noValidate onSubmit={submit}>
        <p className="bc-aux">{say('draw.how')}</p>
        <p className="bc-aux">{say('draw.how.keys')}</p>
        <Steps drawn={drawn} step={step} />
        <CornersField corners={corners} onWrite={(written) => step({ do: 'write', corners: written })} />
        <TextField label={say('draw.from')} type="date" value={from} onChange={setFrom} />
        <Button
          busy={commands.checking.busy}
          because={corners.length < 3 ? say('draw.few') : undefined}
          onClick={() => commands.check(from, corners)}
        >
          {say('draw.check')}
        </Button>
        {commands.checking.error !== null && (
          <Failure error={commands.checking.error} doing={say('draw.check.doing')} />
        )}
        {findings !== undefined && <DrawFindings findings={findings} />}
        <TextField
          label={say('draw.basis')}
          hint={say('draw.basis.hint')}
          fault={tried && !isGiven ? say('draw.basis.wanting') : undefined}
          value={basis}
          onChange={setBasis}
          most={200}
        />
        {commands.setting.error !== null && <Failure error={commands.setting.error} doing={say('draw.set.doing')} />}
        <p className={styles['acts']}>
          <Button look="primary" type="submit" busy={commands.setting.busy} because={because()}>
            {say('draw.set')}
          </Button>
          <Button onClick={() => onClose()}>{say('draw.close')}</Button>
        </p>
      </form>
    </Sheet>
  );
}

/** Taking back, taking out, beginning anew. */
function Steps({ drawn: { corners, at, past }, step }: Pick<Props, 'drawn' | 'step'>): ReactNode {
  const say = useWords();
  return (
    <div className={styles['acts']}>
      <span role="status">{say('draw.count', { count: corners.length })}</span>
      {past.length > 0 && (
        <Button size="small" onClick={() => step({ do: 'undo' })}>
          {say('draw.undo')}
        </Button>
      )}
      {at !== undefined && (
        <Button size="small" onClick={() => step({ do: 'remove', at })}>
          {say('draw.remove')}
        </Button>
      )}
      {corners.length > 0 && (
        <Button size="small" onClick={() => step({ do: 'write', corners: [] })}>
          {say('draw.clear')}
        </Button>
      )}
    </div>
  );
}
