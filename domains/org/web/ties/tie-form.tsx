// SPDX-License-Identifier: Apache-2.0
import { useCommand } from '@beichen/platform-web/data/use-command.ts';
import { uuidV7 } from '@beichen/platform-web/data/uuid-v7.ts';
import { SelectField, TextField } from '@beichen/platform-web/ui/form/form-fields.tsx';
import { dateText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import type { relationsPage } from '../../model/relations.ts';
import type { Picked } from '../change/draft.ts';
import { UnitChoice } from '../change/unit-choice.tsx';
import { TOPIC } from '../data/queries.ts';
import { useToday } from '../data/today.ts';
import { ActForm } from '../form/act-form.tsx';
import { useWords } from '../words.ts';

type May = z.infer<typeof relationsPage>['may'];

type Props = {
  readonly unit: Chosen;
  readonly may: May;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

type Chosen = Picked & { readonly kind: string };
type Way = May[number];
type Answers = Way['own'];

/** The posts in whose name the tie may be: of the unit itself, or of the one that is chosen, once it is. */
function answersOf({ side, own, others }: Way, other: Chosen | null): Answers | undefined {
  return side === 'unit' ? own : others.find(({ kind }) => kind === other?.kind);
}

/** What a way begins with: the unit itself where a post of it may answer for it, and the first post that must be named. */
function begun(way: Way, unit: Chosen): Pick<Draft, 'way' | 'other' | 'post'> {
  const other = way.self ? unit : null;
  const answers = answersOf(way, other);
  return { way: keyOf(way), other, post: answers?.named === true ? (answers.posts[0]?.post ?? '') : '' };
}

const keyOf = ({ kind, side }: Pick<Way, 'kind' | 'side'>) => `${kind}.${side}` as const;

type Draft = {
  readonly way: string;
  readonly other: Chosen | null;
  /** The post in whose name it is; empty for none. */
  readonly post: string;
  readonly from: string;
  readonly reason: string;
};

/** What is wanting, by place. */
function useWanting({ other, post, from, reason }: Draft, way: Way | undefined, back: boolean) {
  const say = useWords();
  const side = way?.side;
  const unnamed = way !== undefined && answersOf(way, other)?.named === true && post === '';
  return new Map([
    ...(other === null ? [[side === 'unit' ? '/over' : '/unit', say('ties.other.wanting')] as const] : []),
    ...(unnamed ? [['/post', say('ties.post.wanting')] as const] : []),
    ...(from === '' ? [['/from', say('form.day.wanting')] as const] : []),
    ...(back && reason.trim().length < 2 ? [['/reason', say('ties.reason.wanting')] as const] : []),
  ]);
}

/** Ties the unit to another one: which of the ways it may be, with whom, from when. */
export function TieForm({ unit, may, onClose, onDone }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const today = useToday();
  const [id] = useState(uuidV7);
  const [draft, setDraft] = useState<Draft>(() => ({
    ...(may[0] === undefined ? { way: '', other: null, post: '' } : begun(may[0], unit)),
    from: today,
    reason: '',
  }));
  const { other, from } = draft;
  const chosen = may.find((one) => keyOf(one) === draft.way);
  const back = from !== '' && from < today;
  const wanting = useWanting(draft, chosen, back);
  const command = useCommand<object, z.ZodObject>({
    path: '/api/org/relations',
    answer: z.object({ id: z.uuid() }),
    touches: [TOPIC],
    onDone,
  });
  if (chosen === undefined) return null;
  const { kind, side } = chosen;
  const [one, over] = side === 'unit' ? [unit, other] : [other, unit];
  const named = answersOf(chosen, other)?.posts.find(({ post }) => post === draft.post);
  const by = named === undefined ? '' : say('ties.by', { post: name(named.title) });
  const names = { unit: `${one?.name ?? '…'}${by}`, over: over?.name ?? '…' };
  const post = named === undefined ? {} : { post: named.post };
  const body = { id, kind, unit: one?.id, over: over?.id, ...post, from, ...(back ? { reason: draft.reason } : {}) };
  return (
    <ActForm
      title={say('ties.tie.of', { unit: unit.name })}
      consequences={[
        say(`ties.follows.${kind}`, { ...names, date: from === '' ? '' : dateText(from, language, true) }),
        say('ties.follows.seen'),
      ]}
      send={say('ties.tie.send')}
      doing={say('ties.tie.doing')}
      wanting={wanting}
      command={command}
      onSend={() => command.run(body)}
      onClose={onClose}
    >
      {(faultOf) => (
        <Fields
          own={unit}
          may={may}
          draft={draft}
          back={back}
          onFill={(changed) => setDraft({ ...draft, ...changed })}
          faultOf={faultOf}
        />
      )}
    </ActForm>
  );
}

type FieldsProps = {
  readonly own: Chosen;
  readonly may: May;
  readonly draft: Draft;
  readonly back: boolean;
  readonly onFill: (changed: Partial<Draft>) => void;
  readonly faultOf: (path: string) => string | undefined;
};

function Fields({ own, may, draft, back, onFill, faultOf }: FieldsProps): ReactNode {
  const say = useWords();
  const chosen = may.find((one) => keyOf(one) === draft.way);
  return (
    <>
      {may.length > 1 && (
        <SelectField
          label={say('ties.way')}
          value={draft.way}
          onChange={(way) => {
            const next = may.find((one) => keyOf(one) === way);
            if (next !== undefined) onFill(begun(next, own));
          }}
          options={may.map((one) => ({ value: keyOf(one), label: say(`ties.${keyOf(one)}`) }))}
        />
      )}
      {chosen !== undefined && (
        <Other
          may={chosen}
          own={own.id}
          other={draft.other}
          onChoose={(other) => onFill(afterChoice(chosen, other, draft.post))}
          fault={faultOf('/over') ?? faultOf('/unit')}
        />
      )}
      {chosen !== undefined && (
        <Post answers={answersOf(chosen, draft.other)} post={draft.post} onFill={onFill} fault={faultOf('/post')} />
      )}
      <TextField
        label={say('ties.from')}
        type="date"
        value={draft.from}
        onChange={(from) => onFill({ from })}
        fault={faultOf('/from')}
      />
      {back && (
        <TextField
          label={say('ties.reason')}
          hint={say('ties.reason.hint')}
          most={200}
          value={draft.reason}
          onChange={(reason) => onFill({ reason })}
          fault={faultOf('/reason')}
        />
      )}
    </>
  );
}

/** The post stays where the unit that is chosen now has it too. */
function afterChoice(way: Way, other: Chosen, post: string): Pick<Draft, 'other' | 'post'> {
  const answers = answersOf(way, other);
  if (answers?.posts.some((one) => one.post === post)) return { other, post };
  return { other, post: answers?.named === true ? (answers.posts[0]?.post ?? '') : '' };
}

type PostProps = {
  readonly answers: Answers | undefined;
  readonly post: string;
  readonly onFill: (changed: Partial<Draft>) => void;
  readonly fault: string | undefined;
};

/** In whose name it is: a post of the unit that answers, or the unit itself where that may be. */
function Post({ answers, post, onFill, fault }: PostProps): ReactNode {
  const say = useWords();
  const name = useNames();
  if (answers === undefined || (answers.posts.length === 0 && !answers.named)) return null;
  const whole = answers.named ? [] : [{ value: '', label: say('ties.post.whole') }];
  return (
    <SelectField
      label={say('ties.post')}
      value={post}
      onChange={(next) => onFill({ post: next })}
      options={[...whole, ...answers.posts.map((one) => ({ value: one.post, label: name(one.title) }))]}
      fault={fault}
    />
  );
}

type OtherProps = {
  readonly may: Way;
  readonly own: number;
  readonly other: Chosen | null;
  readonly onChoose: (unit: Chosen) => void;
  readonly fault: string | undefined;
};

/** The unit at the other end, among those of the kinds that it may be. */
function Other({ may, own, other, onChoose, fault }: OtherProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const kinds = may.others.map((one) => name(one.title)).join(say('list.comma'));
  return (
    <UnitChoice
      label={say(`ties.other.${may.side}`)}
      hint={say('ties.other.hint', { kinds })}
      chosen={other}
      without={may.self ? [] : [own]}
      kinds={may.others.map(({ kind }) => kind)}
      onChoose={(unit, kind) => onChoose({ ...unit, kind })}
      fault={fault}
    />
  );
}
