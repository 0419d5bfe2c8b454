// SPDX-License-Identifier: Apache-2.0
import { DATUMS } from '@beichen/engines/ground/datums.ts';
import { recordId } from '@beichen/kernel/ids.ts';
import { civilDateSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';
import { unitId, unitShape } from './units.ts';

/** Where a boundary comes from: an official file, somebody's hand, or a program, whose cells only give an idea (示意). */
export const ORIGINS = ['official', 'drawn', 'sketch'] as const;
export type BoundaryOrigin = (typeof ORIGINS)[number];

/** Bytes, features and corners of a file, corners of one feature, and faults that are listed. */
export const MOST_MAP_FILE = 20_000_000;
export const MOST_FEATURES = 3_000;
export const MOST_CORNERS = 400_000;
export const MOST_CORNERS_EACH = 20_000;
export const MOST_MAP_FAULTS = 2_000;
/** Corners of an outline drawn by hand. */
const MOST_DRAWN = 500;
/** Corners of all that one picture shows, about a megabyte; and of what may be thinned to so many. */
export const MOST_SHOWN = 60_000;
export const MOST_THINNED = 600_000;
/** Corners of all that one export holds. */
export const MOST_EXPORTED = 1_000_000;

const words = z.object({ zh: z.string(), en: z.string() });
const position = z.tuple([
  z.number().min(-180).max(180).describe('经度，WGS-84'),
  z.number().min(-85).max(85).describe('纬度，WGS-84'),
]);
const ring = z.array(position);

const boundary = z.object({
  origin: z.enum(ORIGINS).describe('official 导入 · drawn 手绘 · sketch 程序生成，仅作示意'),
  basis: z.string().describe('依据或出处'),
  from: civilDateSchema.describe('从这一天起'),
  area: z.number().describe('面积，平方公里'),
  polygons: z.array(z.array(ring)).describe('多边形，同GeoJSON的MultiPolygon；显示用，略去了看不出的折角'),
});

export type ShownBoundary = z.infer<typeof boundary>;

export const mapAsked = z.strictObject({
  on: civilDateSchema.optional().describe('哪一天的区划和边界；不写为今天'),
  after: unitId.optional().describe('上一页给出的 next'),
  limit: z.coerce.number().int().min(1).max(200).default(100).describe('每页个数'),
});

export const mapPage = z.object({
  unit: unitShape,
  boundary: boundary.nullable().describe('这个单位自身的边界'),
  chain: z.array(unitShape).describe('从根到上一级'),
  areas: z
    .array(z.object({ unit: unitShape.extend({ leaf: z.boolean() }), boundary: boundary.nullable() }))
    .describe('下一级的区划单位'),
  next: z.int().nullable().describe('还有下一页时，作为 after 再问'),
  abilities: z.array(z.string()).describe('本人在这个单位上有的权限'),
});

export const outlinesAsked = z.strictObject({
  kind: z.string().max(60).describe('下属的哪一类单位'),
  on: civilDateSchema.optional().describe('哪一天的区划和边界；不写为今天'),
});

export const outlinesPage = z.object({
  sketch: z.boolean().describe('其中有程序生成、仅作示意的'),
  areas: z
    .array(
      z.object({
        unit: unitId,
        origin: z.enum(ORIGINS).describe('official 导入 · drawn 手绘 · sketch 程序生成，仅作示意'),
        outline: z
          .array(z.array(z.array(z.int())))
          .describe('多边形、环、百万分之一度的经纬度依次相间（WGS-84），环的首点不重复；显示用'),
      }),
    )
    .describe('有边界的，依单位的次序'),
});

export const placeAsked = z.strictObject({
  lng: z.coerce.number().min(-180).max(180).describe('经度'),
  lat: z.coerce.number().min(-85).max(85).describe('纬度'),
  datum: z.enum(DATUMS).default('wgs84').describe('坐标系'),
});

export const placeFound = z.object({
  unit: unitShape.nullable().describe('本人范围内、边界含有这一点的最下级单位；没有的为 null'),
  chain: z.array(unitShape).describe('从根到它的上一级'),
});

export const drawInput = z.strictObject({
  id: recordId.describe('这次设定的标识'),
  from: civilDateSchema.describe('从哪一天起'),
  basis: z.string().trim().min(2).max(200).describe('依据：文件的名称和文号，或怎么划的'),
  corners: z.array(position).max(MOST_DRAWN).describe('边界的各个折点，依次；首尾自动相连'),
});

export const drawn = z.object({
  id: recordId,
  area: z.number().describe('面积，平方公里'),
  warnings: z.array(words).describe('请留意的：与相邻单位重叠、超出上级'),
});

export const drawnCheck = drawInput.omit({ basis: true });

export const drawnChecked = z.object({
  checked: z.literal(true),
  preview: z
    .object({
      area: z.number().describe('面积，平方公里'),
      faults: z.array(z.object({ what: words, mend: words })).describe('须先改正的'),
      warnings: z.array(words).describe('请留意的：与相邻单位重叠、超出上级、留有空隙；不妨碍设定'),
    })
    .optional(),
});

const mapFault = z.object({
  feature: z.int().nullable().describe('第几个要素，从1起；整个文件的为 null'),
  unit: z.string().describe('要素的代码或名称'),
  what: words,
  mend: words,
});

/** What is wrong with a feature of a file, or deserves a second look. */
export type MapFault = z.infer<typeof mapFault>;

const preview = z.object({
  faults: z.array(mapFault).describe('须先改正的'),
  faultCount: z.int(),
  warnings: z.array(mapFault).describe('请留意的，不妨碍导入'),
  warningCount: z.int(),
  features: z.int().describe('读到的要素'),
  sets: z
    .array(
      z.object({
        unit: unitShape,
        area: z.number().describe('面积，平方公里'),
        before: z.number().nullable().describe('原来的面积；没有边界的为 null'),
      }),
    )
    .describe('会设定哪些单位的边界'),
});

export type MapPreview = z.infer<typeof preview>;

export const mapChecked = z.object({ checked: z.literal(true), preview: preview.optional() });

export const mapFileQuery = z.strictObject({
  name: z.string().min(1).max(200).describe('文件名'),
  datum: z.enum(DATUMS).describe('文件的坐标系'),
  under: unitId.describe('只认这个单位及其以下的单位'),
  from: civilDateSchema.describe('从哪一天起'),
});
export const mapCarryQuery = mapFileQuery.extend({
  id: recordId.describe('这次导入的标识'),
  basis: z.string().trim().min(2).max(200).describe('依据：文件的名称和文号'),
});

export const mapCarried = z.object({ id: recordId, units: z.int().describe('设定了多少个单位的边界') });

export const mapExportQuery = z.strictObject({
  unit: unitId.describe('哪个单位及其以下'),
  on: civilDateSchema.optional().describe('哪一天的；不写为今天'),
});
