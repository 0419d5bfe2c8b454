// SPDX-License-Identifier: Apache-2.0
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { dateOf, instantOfMillis, millisOf } from '@beichen/kernel/time.ts';
import { ring } from '@beichen/platform-server/worker/ring.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type AssessedCity, personAt } from '../../testing/city.ts';
import { outcomeOf, replayed } from '../../testing/noticed.ts';
import { countApples, orchardCity } from '../../testing/orchard.ts';
import { unitIdOf } from '../../testing/plant-units.ts';

const QUARTER = { period: '2026-q3', method: 'orchard-stars' };
const DAY = 86_400_000;

/** `both` holds every permission over the whole, and a post in n1 besides: the range would let them, the post must not. */
const WHO = ['organiser', 'secretary', 'county', 'both'] as const;
type Who = (typeof WHO)[number];
const CODES = { organiser: ['o'], secretary: ['n1'], county: ['n'], both: ['o', 'n1'] } as const;
const person = (who: Who): string => `019a0000-0000-7000-8000-00000000040${WHO.indexOf(who)}`;
const ALL = ['read', 'freeze', 'notice', 'object', 'answer', 'review', 'convene'].map((verb) => `assessment.${verb}`);
const UNITS = ['n1', 'n2', 's1'] as const;
const FACT = { section: 'fruit', measure: 'apples.picked_in_time' } as const;
const REASON = '果落在雨后，按章程第三条计为按时';

/** Everything that somebody may try between the end of a period and its final result, in any order, whether it is allowed or not. */
const someone = fc.constantFrom(...WHO);
const someUnit = fc.constantFrom(...UNITS);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('review', 'meet', 'notice', 'freeze') }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('pass', 'pass', 'return'),
      by: someone,
      section: fc.constantFrom('fruit', 'care'),
      unit: someUnit,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('explain', 'correct', 'restore', 'hold', 'release'),
      by: someone,
      unit: someUnit,
      num: fc.nat(3),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('object'), by: someone, unit: someUnit }) },
  { weight: 3, arbitrary: fc.constant({ do: 'object', by: 'secretary' as const, unit: 'n1' as const }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('answer'), by: someone, at: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('declare'), unit: someUnit, num: fc.nat(10) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait'), days: fc.integer({ min: 1, max: 12 }) }) },
);
/** A walk sets out on one of the ways, or on none; from a review the slope judges after its unit's five working days, the joint step after ten. */
const ways = fc.constantFrom<readonly Step[]>(
  [{ do: 'review' }],
  [{ do: 'review' }, { do: 'wait', days: 8 }],
  [{ do: 'review' }, { do: 'wait', days: 8 }, { do: 'hold', by: 'county', unit: 'n1' }],
  [{ do: 'review' }, { do: 'wait', days: 15 }],
  [{ do: 'notice' }],
  [{ do: 'freeze' }],
);
const walks = fc.tuple(ways, fc.array(step, { minLength: 4, maxLength: 14 })).map((parts): Step[] => parts.flat());
const OBJECTS: Step = { do: 'object', by: 'secretary', unit: 'n1' };
const PASSES: Step = { do: 'pass', by: 'both', unit: 'n1', section: 'fruit' };
/** Walks that chance may miss: each tries what must not be done at the one moment at which it could be. */
const SURE: readonly Step[][] = [
  [{ do: 'notice' }, OBJECTS, { do: 'answer', by: 'both', at: 0 }, { do: 'wait', days: 12 }, { do: 'freeze' }],
  [
    { do: 'review' },
    { do: 'wait', days: 15 },
    { do: 'hold', unit: 'n1' },
    { do: 'wait', days: 9 },
    { do: 'meet' },
    { do: 'freeze' },
  ],
  // The first is the unit's own word; a second would be that of the joint step.
  [{ do: 'review' }, { do: 'wait', days: 15 }, PASSES, PASSES],
  [
    { do: 'notice' },
    { do: 'freeze' },
    { do: 'wait', days: 12 },
    { do: 'declare', unit: 'n1', num: 3 },
    { do: 'freeze' },
  ],
];
type Step = Partial<{
  by: Who;
  section: string;
  unit: (typeof UNITS)[number];
  at: number;
  num: number;
  days: number;
  decision: string;
}> & {
  readonly do: string;
};

type Version = { id: string; digest: string; supersedes: string | null };

class Walk {
  private readonly city: AssessedCity;
  private readonly actors: Readonly<Record<Who, Actor>>;
  private readonly units: Readonly<Record<(typeof UNITS)[number], number>>;
  private seen = new Map<string, string>();

  private constructor(city: AssessedCity, actors: Walk['actors'], units: Walk['units']) {
    this.city = city;
    this.actors = actors;
    this.units = units;
  }

  static async begin(city: AssessedCity): Promise<Walk> {
    const { db } = city.city.owner;
    const actor = (who: Who) =>
      personAt(db, { person: person(who), codes: CODES[who], permissions: [...ALL, 'apples.read'] });
    const actors = {
      organiser: await actor('organiser'),
      secretary: await actor('secretary'),
      county: await actor('county'),
      both: await actor('both'),
    };
    const [n1, n2, s1] = [await unitIdOf(db, 'n1'), await unitIdOf(db, 'n2'), await unitIdOf(db, 's1')];
    return new Walk(city, actors, { n1, n2, s1 });
  }

  private async rows<Row>(text: string): Promise<Row[]> {
    return (await sql<Row>`${sql.raw(text)}`.execute(this.city.city.owner.db)).rows;
  }

  private async one(text: string): Promise<string> {
    return (await this.rows<{ id: string }>(text))[0]?.id ?? '019a0000-0000-7000-8000-00000000ffff';
  }

  private readonly openReview = () => this.one('SELECT id FROM review ORDER BY opened_at DESC LIMIT 1');

  /** The figure that holds of the fact that the walks are about. */
  private async figure(unit: number): Promise<{ num: number | null; den: number | null }> {
    const query = { ...QUARTER, measure: FACT.measure };
    const asked = { params: { id: unit }, query };
    const found = await this.city
      .ask(this.actors.organiser, '/api/assessment/units/{id}/records', asked)
      .catch(() => ({ num: null, den: null }));
    const { num, den } = found as { num: number | null; den: number | null };
    return { num, den };
  }

  /** Says something of a fact, or of a section, in the review. */
  private async said(one: Step): Promise<string> {
    const { city, actors, units } = this;
    const unit = units[one.unit ?? 'n1'];
    const path = `/api/assessment/reviews/${await this.openReview()}`;
    const order = (to: string, input: object): Promise<string> =>
      outcomeOf(city.order(actors[one.by ?? 'organiser'], `${path}/${to}`, input));
    if (one.do === 'pass' || one.do === 'return')
      return order('passes', {
        act: one.do,
        reason: one.do === 'return' ? REASON : null,
        section: one.section,
        units: [unit],
      });
    const about = { act: one.do, unit, ...FACT, reason: REASON };
    if (one.do === 'hold') return order('judgements', { ...about, owner: unit });
    if (one.do !== 'correct') return order('judgements', about);
    return order('judgements', { ...about, num: one.num, den: 4, seen: await this.figure(unit), seenOn: null });
  }

  /** Tries one thing; gives `done` or the code of the refusal. */
  private async tried(one: Step): Promise<string> {
    const { city, actors, units } = this;
    const by = actors[one.by ?? 'organiser'];
    const send = (path: string, input: object, as = by) => outcomeOf(city.order(as, `/api/assessment/${path}`, input));
    const doing: Record<string, () => Promise<string>> = {
      review: () => send('reviews', QUARTER),
      notice: () => send('notices', { ...QUARTER, document: '公示〔2026〕1号' }),
      freeze: () => send('freeze', QUARTER),
      meet: async () =>
        send(`reviews/${await this.openReview()}/meetings`, {
          heldOn: dateOf(city.now, 'Asia/Shanghai'),
          present: ['果园'],
          absent: [],
          minutes: '逐星评过，没有分歧，同意结束。',
          concludes: true,
          decision: one.decision ?? null,
        }),
      object: async () =>
        send('objections', {
          id: uuidv7From(Date.parse(city.now), crypto.getRandomValues(new Uint8Array(16))),
          notice: await this.one("SELECT id FROM evaluation WHERE state = 'notice' ORDER BY settled_at DESC LIMIT 1"),
          unit: units[one.unit ?? 'n1'],
          reason: '有一次采摘没有计入',
        }),
      answer: async () =>
        send(
          `objections/${await this.one(`SELECT id FROM objection WHERE state = 'open' ORDER BY id OFFSET ${one.at} LIMIT 1`)}/answer`,
          {
            outcome: 'rejected',
            answer: '已逐条核对，没有遗漏',
          },
        ),
      declare: async () => {
        await sql`INSERT INTO declared_fact (id, unit_id, path, measure, period, num, declared_at)
          SELECT gen_random_uuid(), id, path, 'care.waterings', '2026-q3', ${one.num}, ${city.now} FROM unit WHERE code = ${one.unit}`.execute(
          city.city.worker.db,
        );
        return 'done';
      },
      wait: async () => {
        city.now = instantOfMillis(millisOf(city.now) + (one.days ?? 1) * DAY);
        return 'done';
      },
    };
    return (await (doing[one.do] ?? (() => this.said(one)))()) ?? 'unknown';
  }

  /** Does what follows by itself. */
  private async settled(): Promise<void> {
    await ring(this.city.city.worker.db, this.city.now);
    for (let more = true; more; ) {
      const told = await this.city.pump();
      more = (await this.city.work()).length + told > 0;
    }
  }

  /** What stands against freezing: a review without its meeting, a notice that hangs, an objection without an answer. */
  private async obstacles(): Promise<number> {
    const [row] = await this.rows<{ n: number }>(`SELECT (
      (SELECT count(*) FROM review r WHERE NOT EXISTS (SELECT FROM review_meeting g WHERE g.review = r.id AND g.concludes)) + (SELECT count(*) FROM objection WHERE state = 'open')
      + (SELECT count(*) FROM notice WHERE due_at > '${this.city.now}'))::integer AS n`);
    return row?.n ?? 0;
  }

  /** Every version that ever stood is there as it was, and all of them are one chain. */
  private async keepsVersions(): Promise<void> {
    const versions = await this.rows<Version>(
      "SELECT id, digest, supersedes FROM evaluation WHERE state IN ('notice', 'final') ORDER BY settled_at, id",
    );
    const now = new Map(versions.map(({ id, digest }) => [id, digest]));
    for (const [id, digest] of this.seen) expect(now.get(id)).toBe(digest);
    this.seen = now;
    const taken = versions.map(({ supersedes }) => supersedes);
    expect(new Set(taken).size).toBe(taken.length);
    const places = new Set(versions.map(({ id }) => id));
    expect(taken.filter((id) => id === null)).toHaveLength(Math.min(1, versions.length));
    for (const id of taken) if (id !== null) expect(places.has(id)).toBe(true);
  }

  /** Two of them hold a post in n1: no answer and no judgement beyond the unit's own word is theirs there. */
  private async judgesNobodysOwn(): Promise<void> {
    const own = `unit_id = ${this.units.n1}`;
    const involved = `IN ('${person('secretary')}', '${person('both')}')`;
    const answers = `SELECT id FROM objection WHERE ${own} AND decided_by ${involved}`;
    const judgements = `SELECT id FROM judgement WHERE ${own} AND by_person ${involved} AND step <> 'self'`;
    expect(await this.rows(answers)).toEqual([]);
    expect(await this.rows(judgements)).toEqual([]);
  }

  /** Facts that are held, in reviews that no meeting ended by a decision which settles them. */
  private async held(): Promise<number> {
    const [row] = await this.rows<{ n: number }>(`SELECT count(*)::integer AS n FROM (
      SELECT DISTINCT ON (review, unit_id, measure) review, act FROM judgement WHERE act IN ('hold', 'release') ORDER BY review, unit_id, measure, n DESC) last
      WHERE act = 'hold' AND NOT EXISTS (SELECT FROM review_meeting g WHERE g.review = last.review AND g.concludes AND g.decision IS NOT NULL)`);
    return row?.n ?? 0;
  }

  async take(one: Step): Promise<void> {
    const freezes = one.do === 'freeze' || one.do === 'notice';
    const obstacles = freezes ? (await this.obstacles()) + (await this.held()) : 0;
    const outcome = await this.tried(one);
    // Whatever is tried, it is done or refused by a rule; nothing breaks.
    expect(outcome).toMatch(/^(done|(platform|assessment)\.[a-z-]+)$/u);
    if (freezes && obstacles > 0) expect(outcome).not.toBe('done');
    await this.settled();
    await this.keepsVersions();
    await this.judgesNobodysOwn();
  }

  /** From wherever it stands it can be ended: days pass, the organiser answers what is open and ends the review, and the result is final. */
  async end(): Promise<void> {
    await this.take({ do: 'wait', days: 60 });
    for (const { id } of await this.rows<{ id: string }>("SELECT id FROM objection WHERE state = 'open'")) {
      expect(id).toBeDefined();
      await this.take({ do: 'answer', by: 'organiser', at: 0 });
    }
    const held = await this.held();
    if ((await this.obstacles()) > 0) await this.take({ do: 'meet' });
    // What is still held ends by a decision with a number, and by nothing less.
    if (held > 0) {
      expect(await this.obstacles()).toBe(1);
      await this.take({ do: 'meet', decision: '果园〔2026〕1号' });
    }
    expect(await this.held()).toBe(0);
    expect(await this.obstacles()).toBe(0);
    await this.take({ do: 'freeze' });
    const [last] = await this.rows<{ state: string }>(
      "SELECT state FROM evaluation e WHERE state IN ('notice', 'final') AND NOT EXISTS (SELECT FROM evaluation l WHERE l.supersedes = e.id)",
    );
    expect(last?.state).toBe('final');
    for (const { digest, again } of await replayed(this.city.city.worker.db)) expect(again).toBe(digest);
  }
}

test('however review, notice, objections and freezing are mixed: it can be ended, no version is lost, and nobody judges their own unit', async () => {
  const walked = fc.asyncProperty(walks, async (steps) => {
    const city = await orchardCity();
    try {
      await countApples(city);
      const walk = await Walk.begin(city);
      for (const one of steps) await walk.take(one);
      await walk.end();
    } finally {
      await city.drop();
    }
  });
  await fc.assert(walked, { examples: SURE.map((one) => [one]), numRuns: 16, endOnFailure: true });
}, 240_000);
