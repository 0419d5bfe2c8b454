// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../fault.ts';

/** Kinds of units that every city has, by the id that methods and lists of units use; a city's own kinds are named by its pack. */
export const kindNames: Readonly<Record<string, Words>> = {
  city: { zh: '市', en: 'city' },
  county: { zh: '县（市、区）', en: 'county or district' },
  district: { zh: '区', en: 'district' },
  town: { zh: '乡镇（街道）', en: 'town or street' },
  street: { zh: '街道', en: 'street' },
  community: { zh: '社区', en: 'community' },
  village: { zh: '村', en: 'village' },
  office: { zh: '机关单位', en: 'office' },
  'office-branch': { zh: '机关党支部', en: 'office Party branch' },
  branch: { zh: '党支部', en: 'Party branch' },
  'property-firm': { zh: '物业企业', en: 'property firm' },
  centre: { zh: '党群服务中心', en: 'service centre' },
  entrant: { zh: '报名参赛者', en: 'entrant' },
};
