// SPDX-License-Identifier: Apache-2.0
import { Figure, FigureStrip } from '@beichen/platform-web/ui/figure/figure.tsx';
import type { Tone } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText, momentText, numberText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import type { Say } from '@beichen/platform-web/words/text.ts';
import type { ReactNode } from 'react';
import type { ReporterAnswer } from '../../model/case.ts';
import type { CaseView } from '../../model/views.ts';
import { answerWords, outcomeWords, stageWords } from '../../model/words.ts';
import { lateText } from '../due/clock-words.ts';
import { type CaseKey, useWords } from '../words.ts';

type Props = { readonly view: CaseView };

/** What the handler says, what the reporter says, and the time: three facts that are never merged. */
export function Standing({ view }: Props): ReactNode {
  return (
    <FigureStrip>
      <HandlerSays view={view} />
      <ReporterSays view={view} />
      <Time view={view} />
    </FigureStrip>
  );
}

function HandlerSays({ view: { case: row } }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const handler = row.handler?.name;
  const title = say('standing.handler');
  if (row.outcome !== null && row.closedAt !== null) {
    const parts = [name(outcomeWords[row.outcome]), handler, momentText(row.closedAt, language)];
    const why = parts.filter((part) => part !== undefined).join(say('comma'));
    return <Figure name={title} value={name(stageWords.closed)} why={why} />;
  }
  return <Figure name={title} value={name(stageWords[row.stage])} why={handler ?? say('standing.noHandler')} />;
}

const TONES: Partial<Record<ReporterAnswer, Exclude<Tone, 'mute'>>> = { solved: 'ok', unsolved: 'bad' };

function ReporterSays({ view: { case: row } }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const title = say('standing.reporter');
  if (row.answer === null) {
    const closed = row.stage === 'closed';
    return (
      <Figure
        name={title}
        value={say(closed ? 'standing.notAsked' : 'standing.notYet')}
        why={say(closed ? 'standing.notAsked.why' : 'standing.notYet.why')}
      />
    );
  }
  const tone = TONES[row.answer];
  const when = row.answeredAt === null ? '' : momentText(row.answeredAt, language);
  return (
    <Figure name={title} value={name(answerWords[row.answer])} {...(tone === undefined ? {} : { tone })} why={when} />
  );
}

type Told = { readonly value: string; readonly tone?: Exclude<Tone, 'mute'>; readonly why: string };

function timeOf({ case: row, clock }: CaseView, say: Say<CaseKey>, date: string): Told {
  if (row.deferred) return { value: say('group.deferred'), tone: 'pause', why: say('clock.deferred') };
  if (clock === null) return { value: say('clock.none'), why: say('clock.none.why') };
  const unit = clock.limit.unit === 'hours' ? 'hours' : 'days';
  const left = say(`due.left.${unit}`, { count: numberText(clock.remaining), amount: clock.remaining });
  const late = lateText(clock.limit.unit, clock.overdueBy, say);
  switch (clock.state) {
    case 'overdue':
      return { value: late, tone: 'bad', why: say('clock.was', { date }) };
    case 'stopped-late':
      return { value: say('clock.late'), tone: 'bad', why: `${late}${say('comma')}${say('clock.was', { date })}` };
    case 'stopped-in-time':
      return { value: say('clock.inTime'), why: say('clock.was', { date }) };
    case 'soon':
      return { value: left, tone: 'wait', why: say('clock.until', { date }) };
    default:
      return { value: left, why: say('clock.until', { date }) };
  }
}

function Time({ view }: Props): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const { lastDay } = view.case;
  const { value, tone, why } = timeOf(view, say, lastDay === null ? '' : dateText(lastDay, language));
  return <Figure name={say('standing.time')} value={value} {...(tone === undefined ? {} : { tone })} why={why} />;
}
