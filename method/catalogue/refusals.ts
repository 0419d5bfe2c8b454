// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../fault.ts';

/** A kind of measure that has no place in a catalogue, and how it is known: by words of its id, or of its names. */
export type Refusal = {
  readonly code: string;
  readonly name: Words;
  /** Tested on the words of the id between underscores, with one at either end: `_app_install_rate_`. */
  readonly id: RegExp;
  readonly zh: RegExp;
  readonly en: RegExp;
};

/** A program that people are made to install; a firm that writes programs is none. */
const APP_ZH = '(?:app|应用程序|应用软件|客户端|软件(?!企业|公司|园|产业|和信息)|小程序|公众号)';
const APP_EN = '(?:apps?|software(?! (?:firms?|companies|enterprises?|parks?))|mini-?programs?)';
const INSTALLED_EN = '(?:installs?|installed|installations?|downloads?|downloaded|registrations?)';

/*
 * What METHOD.md section 7 keeps out: measures of use and of attention, which turn work into
 * traces of work, and traits of residents. Each pattern names the thing, not a syllable of it: 签约 is no 签到, a smoke
 * alarm is installed for itself, and 零上访 counts cases of a community, not the history of a person.
 */
export const REFUSALS: readonly Refusal[] = [
  {
    code: 'refused-check-in',
    name: { zh: '签到打卡', en: 'check-ins' },
    id: /_(?:checkins?|check_ins?(?!_time)|clock_?ins?|punch_ins?|attendance_punch(?:es)?)_/u,
    zh: /签到|打卡(?!地|点)|点到率/u,
    en: /\b(?:check-?ins?|clock(?:ed|ing)?-ins?|punch(?:es|ed|ing)?[- ]in)\b|\bcheck ins?\b(?! time)/iu,
  },
  {
    code: 'refused-log-in',
    name: { zh: '登录、活跃', en: 'log-ins and activity' },
    id: /_(?:logins?|log_ins?|logons?|signins?|sign_ins?|dau|mau|active_users?|active_rate)_/u,
    zh: /登录|登陆|日活|月活|活跃(?:用户|度|率|人数)/u,
    en: /\b(?:log-?ins?|log(?:ged|ging)?[- ]in|logons?|sign-?ins?|active users?)\b/iu,
  },
  {
    code: 'refused-time-online',
    name: { zh: '在线时长', en: 'time online' },
    id: /_(?:online_(?:time|hours?|minutes?|days?|duration|rate)|(?:time|hours?|minutes?)_online|screen_time|dwell_time)_/u,
    zh: /(?:在线|上线)(?:总|平均)?(?:时长|时间|小时|分钟|天数)|(?<!设备|系统|摄像头|探头|监控|终端)在线率/u,
    en: /\b(?:online (?:time|hours?|minutes?)|(?:time|hours?|minutes?) (?:spent )?online|screen time)\b/iu,
  },
  {
    code: 'refused-time-studied',
    name: { zh: '学习时长', en: 'time studied' },
    id: /_(?:(?:study|studying|learning|course)_(?:time|hours?|minutes?|duration|points?)|(?:time|hours?)_(?:studied|learned))_/u,
    zh: /学习(?:总|平均)?(?:时长|时间|小时|积分|分钟)|(?<![上放开入])学时(?!段)/u,
    en: /\b(?:(?:study|studying|learning) (?:time|hours?|minutes?|points?)|(?:time|hours?) (?:spent )?(?:studied|studying|learning))\b/iu,
  },
  {
    code: 'refused-track',
    name: { zh: '行动轨迹', en: 'location tracks' },
    id: /_(?:tracks|trajector(?:y|ies)|gps|gps_tracks?|(?:location|walking|patrol)_track|whereabouts|footprints?|step_counts?)_/u,
    zh: /轨迹|行踪|步数|定位(?:上报|在线|次数|时长)/u,
    en: /\b(?:(?:location|gps|movement|walking|patrol)[- ]tracks?|trajector(?:y|ies)|whereabouts|gps|step counts?)\b/iu,
  },
  {
    code: 'refused-likes',
    name: { zh: '点赞', en: 'likes' },
    id: /_(?:likes?|like_count|thumbs_?ups?|upvotes?)_/u,
    zh: /点赞|获赞|集赞|赞数/u,
    en: /\b(?:likes(?! to)|thumbs[- ]ups?|upvotes?)\b/iu,
  },
  {
    code: 'refused-shares',
    name: { zh: '转发分享', en: 'shares and reposts' },
    id: /(?<!_(?:equity|stock|collective))_(?:shares|reshares?|reposts?|retweets?|share_count)_|_(?:forwards|forwarded_posts)_/u,
    zh: /转发|转评赞|朋友圈|分享(?:次数|量|数|率)/u,
    en: /\b(?:re-?shares?|reposts?|retweets?|times (?:shared|forwarded)|(?:shared|forwarded) posts?|shares (?:of (?:posts?|articles?|links?|videos?)|on social))\b/iu,
  },
  {
    code: 'refused-popularity',
    name: { zh: '人气投票', en: 'votes of popularity' },
    id: /_(?:popularity|popular_votes?|online_votes?|net_votes?|votes?_(?:count|received)|fans|followers)_/u,
    zh: /(?:网络|网上|线上|微信|公众号)投票|人气|拉票|得票|投票(?:数|量|排名)|粉丝|(?<!重点)关注(?:量|数)/u,
    en: /\b(?:popularity|popular votes?|(?:online|web|internet) votes?|votes received|followers|fans)\b/iu,
  },
  {
    code: 'refused-install-rate',
    name: { zh: '应用安装率', en: 'install rates' },
    id: /_(?:(?:app|apk|miniapp|software)_(?:installs?|installed|install_rate|downloads?|registrations?)|(?:installs?|installed|downloads?)_(?:app|apk|miniapp|software)|downloads)_/u,
    zh: new RegExp(
      `${APP_ZH}[^，。；]{0,8}(?:安装|下载|注册|关注|激活)|(?:安装|下载|注册|关注|激活)[^，。；]{0,8}${APP_ZH}|^安装率$|下载(?:量|率)`,
      'iu',
    ),
    en: new RegExp(
      `\\b${APP_EN}\\b[^,.;]{0,16}\\b${INSTALLED_EN}\\b|\\b${INSTALLED_EN}\\b[^,.;]{0,16}\\b${APP_EN}\\b|^install(?:ation)? rate$|\\bdownloads\\b`,
      'iu',
    ),
  },
  {
    code: 'refused-read-receipt',
    name: { zh: '已读、点击', en: 'read receipts and clicks' },
    id: /_(?:read_receipts?|reads|read_rate|read_count|unread|open_rate|page_views?|view_count|clicks|click_rate|impressions)_/u,
    zh: /已读|未读|(?<!全民|综合)阅读(?:量|率|数|人数)|浏览(?:量|数|率)|点击(?:量|数|率)|打开率/u,
    en: /\b(?:read receipts?|read rate|messages? read|(?:notices?|posts?|articles?) (?:read|opened)|page ?views?|click(?:s|[- ]through)|open rate)\b/iu,
  },
  {
    code: 'refused-person',
    name: { zh: '居民个人的特征或评分', en: 'a trait or a score of residents' },
    id: /_(?:religio(?:n|us)|faith|believers?|petition(?:s|ing|ers?)?_(?:history|register|list)|health_(?:status|condition|history)|disease|illness|mental_(?:illness|health|disorder)|key_(?:persons?|people|individuals?)|person(?:al)?_(?:scores?|profiles?|points|credit)|(?:resident|citizen|household|member)s?_(?:profiles?|points|credit)|ethnic(?:ity)?|criminal_records?)_/u,
    zh: /(?:信访|上访|缠访|闹访)(?:史|人员|户|记录|前科)|重点(?:人员|人口)|宗教(?!活动场所|场所)|信教|教徒|教派|病史|患病|疾病(?!预防|防控)|健康(?:状况|状态|信息)|精神(?:病|障碍)|前科|(?:居民|村民|个人|党员|家庭)(?:的)?(?:信用|诚信)?(?:积分|画像|信用分|排名)|个人(?:评分|得分)|民族成分/u,
    en: /\b(?:religio(?:n|us)(?! (?:sites?|venues?|places?))|petition(?:ing|ers?)? (?:history|register|list)|key (?:persons?|people|individuals?)|health (?:status|condition|history)|illness(?:es)?|diseases?(?! (?:prevention|control))|mental (?:illness|disorder)|criminal records?|(?:resident|citizen|household|personal) (?:profiles?|credit|points)|(?:profiles?|scores?) of residents|ethnicity)\b/iu,
  },
];

/** The words of an id, between underscores: `app.installRate` is `_app_install_rate_`. */
export function idWords(id: string): string {
  const parts = id
    .replace(/([a-z0-9])([A-Z])/gu, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/u)
    .filter((part) => part !== '');
  return `_${parts.join('_')}_`;
}
