// SPDX-License-Identifier: Apache-2.0

let can: boolean | undefined;

/** Whether this browser can draw a map: old desks and remote ones often have no WebGL. Asked once. */
export function canDraw(): boolean {
  if (can !== undefined) return can;
  try {
    const probe = document.createElement('canvas').getContext('webgl2');
    can = probe !== null;
    probe?.getExtension('WEBGL_lose_context')?.loseContext();
  } catch {
    can = false;
  }
  return can;
}
