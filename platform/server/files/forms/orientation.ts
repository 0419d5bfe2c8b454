// SPDX-License-Identifier: Apache-2.0

const TAG = 0x0112;
const SHORT = 3;

/** Which way up a photo is, 1 to 8, of the TIFF block in its EXIF data; 1, as it lies, where the block says nothing or is broken. */
export function orientationIn(tiff: Uint8Array): number {
  const data = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (tiff.length < 14) return 1;
  const little = data.getUint16(0) === 0x4949;
  const first = data.getUint32(4, little);
  if (first + 2 > tiff.length) return 1;
  const count = data.getUint16(first, little);
  for (let entry = 0; entry < count; entry += 1) {
    const at = first + 2 + 12 * entry;
    if (at + 12 > tiff.length) return 1;
    if (data.getUint16(at, little) !== TAG || data.getUint16(at + 2, little) !== SHORT) continue;
    const value = data.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** A TIFF block that says which way up the photo is, and nothing else. */
export function tiffOf(orientation: number): Uint8Array {
  const tiff = new DataView(new ArrayBuffer(26));
  tiff.setUint32(0, 0x49492a00);
  tiff.setUint32(4, 8, true);
  tiff.setUint16(8, 1, true);
  tiff.setUint16(10, TAG, true);
  tiff.setUint16(12, SHORT, true);
  tiff.setUint32(14, 1, true);
  tiff.setUint16(18, orientation, true);
  return new Uint8Array(tiff.buffer);
}
