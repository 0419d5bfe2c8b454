// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { describe, expect, test } from 'vitest';
import { orientationIn } from './forms/orientation.ts';
import { readFile } from './read-file.ts';
import { makeZip, officeFile } from './testing/make-zip.ts';
import { phoneJpeg, phonePng, phoneWebp, picture, pngChunk } from './testing/pictures.ts';

const kept = async (bytes: Uint8Array): Promise<Buffer> => Buffer.from((await readFile(bytes)).bytes);
const media = async (bytes: Uint8Array): Promise<string> => (await readFile(bytes)).media;

/** The code of the refusal; the media where there is none. */
async function refused(bytes: Uint8Array): Promise<string> {
  return await media(bytes).catch((error: unknown) =>
    error instanceof Refusal ? error.row.code : Promise.reject(error),
  );
}

const TELLING = ['GPSLatitude', 'PHONE-X', 'script', 'Author', 'xmpmeta'];
const told = (bytes: Buffer): string[] => TELLING.filter((word) => bytes.includes(word));

describe('photos', () => {
  test.each([
    ['jpeg', phoneJpeg(6), picture('jpeg')],
    ['png', phonePng(1), picture('png')],
    ['webp', phoneWebp(1), picture('webp')],
  ])(
    '%s: position, device, texts and what follows the end are gone, the picture is as it was',
    async (form, sent, plain) => {
      expect(told(sent).length).toBeGreaterThan(0);
      const clean = await kept(sent);
      expect(told(clean)).toEqual([]);
      expect(await media(sent)).toBe(`image/${form}`);
      // The position's degrees, 33/1 0/1 0/1.
      expect(sent.includes(Buffer.from('2100000001000000', 'hex'))).toBe(true);
      expect(clean.includes(Buffer.from('2100000001000000', 'hex'))).toBe(false);
      // From the first table or dot on, every byte is that of the picture.
      const drawn = { jpeg: 'ffdb', png: '49444154', webp: '56503820' }[form] ?? '';
      const from = (bytes: Buffer): Buffer => bytes.subarray(bytes.indexOf(Buffer.from(drawn, 'hex')));
      expect(from(clean)).toEqual(from(plain));
    },
  );

  test('which way up survives, and nothing else of the EXIF data', async () => {
    const jpeg = await kept(phoneJpeg(6));
    const at = jpeg.indexOf('Exif\0\0') + 6;
    expect(orientationIn(jpeg.subarray(at, at + 26))).toBe(6);
    expect(jpeg.readUInt16BE(at - 8)).toBe(2 + 6 + 26);
    const png = await kept(phonePng(3));
    expect(orientationIn(png.subarray(png.indexOf('eXIf') + 4))).toBe(3);
    const webp = await kept(phoneWebp(8));
    expect(orientationIn(webp.subarray(webp.indexOf('EXIF') + 8))).toBe(8);
    expect(webp.readUInt32LE(4)).toBe(webp.length - 8);
    expect((await kept(phoneJpeg(1))).includes('Exif')).toBe(false);
    expect((webp[20] as number) & 0x0c).toBe(0x08);
  });

  test('a clean photo stays as it is, so that cleaning twice gives one content', async () => {
    for (const sent of [phoneJpeg(6), phonePng(6), phoneWebp(6)]) {
      const once = await kept(sent);
      expect(await kept(once)).toEqual(once);
    }
  });

  test('a picture that is something else besides loses the rest', async () => {
    const clean = await kept(phoneJpeg(1, '<html><script>alert(1)</script></html>PK\x05\x06'));
    expect(clean.subarray(-2).toString('hex')).toBe('ffd9');
    expect(clean.includes('html')).toBe(false);
  });

  test('a truncated or altered picture is refused', async () => {
    for (const form of ['jpeg', 'png', 'webp'] as const) {
      const whole = picture(form);
      for (const length of [20, whole.length >> 1, whole.length - 3]) {
        expect(await refused(whole.subarray(0, length)), `${form} of ${length} bytes`).toBe('files.broken');
      }
    }
    const altered = picture('png');
    altered[60] = (altered[60] as number) ^ 1;
    expect(await refused(altered)).toBe('files.broken');
  });

  test('a small file that would become a huge picture is refused', async () => {
    const head = Buffer.alloc(13);
    head.writeUInt32BE(20_000, 0);
    head.writeUInt32BE(19_999, 4);
    head[8] = 8;
    const png = picture('png');
    const bomb = Buffer.concat([png.subarray(0, 8), pngChunk('IHDR', head), png.subarray(33)]);
    expect(await refused(bomb)).toBe('files.swollen');
    const jpeg = picture('jpeg');
    const frame = jpeg.indexOf(Buffer.from('ffc0', 'hex'));
    jpeg.writeUInt16BE(65_535, frame + 5);
    jpeg.writeUInt16BE(65_535, frame + 7);
    expect(await refused(jpeg)).toBe('files.swollen');
  });
});

describe('documents', () => {
  test('a workbook and a document are told apart by what they say that they are; the bytes stay', async () => {
    expect(await media(officeFile('xlsx'))).toMatch(/spreadsheetml\.sheet$/);
    expect(await media(officeFile('docx'))).toMatch(/wordprocessingml\.document$/);
    expect(await kept(officeFile('docx'))).toEqual(officeFile('docx'));
  });

  test('a workbook behind a chart is part of a document; a zip behind a zip is not', async () => {
    const inner = officeFile('xlsx');
    expect(await refused(officeFile('docx', [{ name: 'word/embeddings/a.xlsx', data: inner }]))).toMatch(
      /^application/,
    );
    const deep = officeFile('xlsx', [{ name: 'b.xlsx', data: inner }]);
    expect(await refused(officeFile('docx', [{ name: 'a.xlsx', data: deep }]))).toBe('files.swollen');
    expect(await refused(officeFile('docx', [{ name: 'image.png', data: inner }]))).toBe('files.swollen');
  });

  test('bombs: too much, too many, and a size that lies', async () => {
    const zeros = Buffer.alloc(11_000_000);
    expect(await refused(officeFile('xlsx', [{ name: 'sheet.xml', data: zeros }]))).toBe('files.swollen');
    const many = Array.from({ length: 2001 }, (_, at) => ({ name: `${at}.xml`, data: Buffer.alloc(0) }));
    expect(await refused(officeFile('xlsx', many))).toBe('files.swollen');
    expect(await refused(officeFile('xlsx', [{ name: 'sheet.xml', data: zeros, says: 1000 }]))).toBe('files.broken');
    const large = Array.from({ length: 3 }, (_, at) => ({ name: `${at}`, data: Buffer.from('x'), says: 100_000_000 }));
    expect(await refused(officeFile('xlsx', large))).toBe('files.swollen');
  });

  test('parts that lie over each other: the same bytes unpacked again and again', async () => {
    // A number's digits do not pack well: three times their packed size is more than the whole file has.
    const digits = Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * at * 2_654_435_761) % 251));
    expect(await refused(officeFile('xlsx', [{ name: 'a.bin', data: digits }]))).toMatch(/sheet$/);
    expect(await refused(officeFile('xlsx', [{ name: 'a.bin', data: digits, times: 3 }]))).toBe('files.swollen');
  });

  test('macros, programs, other zips, and names that leave the folder', async () => {
    expect(await refused(officeFile('xlsm'))).toBe('files.macros');
    const macro = [{ name: 'xl/vbaProject.bin', data: Buffer.from('x') }];
    expect(await refused(officeFile('xlsx', macro))).toBe('files.macros');
    expect(await refused(makeZip([{ name: 'a.txt', data: Buffer.from('a') }]))).toBe('files.unknown-form');
    const above = [{ name: '../../etc/passwd', data: Buffer.from('x') }];
    expect(await refused(officeFile('xlsx', above))).toBe('files.broken');
    expect(await refused(officeFile('xlsx').subarray(0, 200))).toBe('files.broken');
  });

  test('a PDF begins and ends as one, and is no zip besides', async () => {
    const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
    expect(await media(pdf)).toBe('application/pdf');
    expect(await refused(pdf.subarray(0, 30))).toBe('files.broken');
    expect(await refused(Buffer.concat([pdf, officeFile('docx'), Buffer.from('%%EOF')]))).toBe('files.unknown-form');
  });
});

describe('texts, and what is none', () => {
  test('UTF-8 and GB18030', async () => {
    expect(await media(Buffer.from('姓名,件数\n张衡社区,3\n'))).toBe('text/plain');
    expect(await media(Buffer.from('d0d5c3fb2cbcfecafd0a', 'hex'))).toBe('text/plain');
  });

  test.each([
    ['a page', Buffer.from('\n <!DOCTYPE html><script>alert(1)</script>')],
    ['a drawing with script', Buffer.from('<?xml version="1.0"?><svg onload="alert(1)"/>')],
    ['a program', Buffer.from('7f454c4602010100', 'hex')],
    ['a photo of another kind', Buffer.from('000000186674797068656963', 'hex')],
    ['a moving picture', Buffer.from('GIF89a\x01\0\x01\0')],
    ['nothing', Buffer.alloc(0)],
  ])('refused: %s', async (_, bytes) => {
    expect(await refused(bytes)).toBe('files.unknown-form');
  });
});
