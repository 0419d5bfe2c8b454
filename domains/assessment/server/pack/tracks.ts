// SPDX-License-Identifier: Apache-2.0
import type { CompiledMethod } from '@beichen/method';
import { PackReader } from '@beichen/platform-server/packs/read-pack.ts';
import type { z } from 'zod';
import { tracksSchema } from '../../model/results.ts';
import type { PlannedStep } from '../../rules/review.ts';

/** What a pack says beyond its methods; no more than the tracks where it says nothing. */
export type PackSettings = z.infer<typeof tracksSchema>;

/**
 * What a pack says of the tracks of its methods, by method, and of notices; nothing where it says nothing.
 * @throws BrokenPack where it names a method or a star that there is not
 */
export async function readTracks(folder: string, methods: readonly CompiledMethod[]): Promise<PackSettings> {
  const reader = new PackReader(folder);
  const section = await reader.section('assessment', tracksSchema.optional());
  const settings = section?.value ?? { tracks: {} };
  const { tracks } = settings;
  const refuse = (path: readonly string[], zh: string, en: string): void =>
    reader.fault(
      { file: 'pack.yaml', line: section?.lineOf(path) ?? 1 },
      { zh: `没有${zh}“${path.at(-1)}”`, en: `there is no ${en} "${path.at(-1)}"` },
      { zh: '照methods/里的文件改正，或删去', en: 'correct it by the files in methods/, or take it out' },
    );
  for (const [id, { signs, review }] of Object.entries(tracks)) {
    const compiled = methods.find(({ method }) => method.method === id);
    if (compiled === undefined) refuse(['tracks', id], '考核办法', 'method');
    const stars = new Set(compiled?.sections.filter(({ star }) => star).map(({ section: { id: star } }) => star));
    for (const star of Object.keys(signs))
      if (compiled !== undefined && !stars.has(star)) refuse(['tracks', id, 'signs', star], '星', 'star');
    const sections = new Set(compiled?.sections.map(({ section }) => section.id));
    for (const [at, { panels }] of (review?.steps ?? []).entries())
      for (const section of Object.keys(panels))
        if (compiled !== undefined && !sections.has(section))
          refuse(['tracks', id, 'review', 'steps', String(at), 'panels', section], '星', 'star');
  }
  for (const [id, { honours }] of Object.entries(settings.naming ?? {})) {
    const compiled = methods.find(({ method }) => method.method === id);
    if (compiled === undefined) refuse(['naming', id], '考核办法', 'method');
    const grades = new Set(compiled?.grades.map(({ grade }) => grade.id));
    for (const grade of Object.keys(honours))
      if (compiled !== undefined && !grades.has(grade)) refuse(['naming', id, 'honours', grade], '等次', 'grade');
  }
  reader.check();
  return settings;
}

/** The steps of reviews by method, of those that have them. */
export function plansOf({ tracks }: PackSettings): ReadonlyMap<string, readonly PlannedStep[]> {
  return new Map(
    Object.entries(tracks).flatMap(([method, { review }]) =>
      review === undefined ? [] : [[method, review.steps] as const],
    ),
  );
}
