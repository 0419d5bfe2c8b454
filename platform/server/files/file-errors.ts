// SPDX-License-Identifier: Apache-2.0
import { errorTable } from '@beichen/kernel/errors.ts';

/** Why a file is not taken, or not given. */
export const fileErrors = errorTable('files', {
  unknownForm: {
    status: 415,
    title: { zh: '没有接收这个文件', en: 'The file was not taken' },
    why: {
      zh: '按内容看，它不是可接收的文件：照片（JPEG、PNG、WebP）、PDF、DOCX、XLSX、CSV、纯文本',
      en: 'By its content it is none of: photo (JPEG, PNG, WebP), PDF, DOCX, XLSX, CSV, plain text',
    },
    mend: {
      zh: '另存为其中一种再上传；苹果手机的照片选“兼容性最佳”格式',
      en: 'Save it as one of these and send it again; on an iPhone choose the format “Most Compatible”',
    },
  },
  broken: {
    status: 422,
    title: { zh: '没有接收这个文件', en: 'The file was not taken' },
    why: { zh: '文件不完整，或已损坏', en: 'It is incomplete or broken' },
    mend: { zh: '打开原件确认能看，再重新上传', en: 'See that the original opens, then send it again' },
  },
  swollen: {
    status: 422,
    title: { zh: '没有接收这个文件', en: 'The file was not taken' },
    why: {
      zh: '展开后远大于文件本身，打开它会耗尽设备的内存',
      en: 'Unpacked it is so large that opening it would exhaust a device',
    },
    mend: {
      zh: '缩小图片，或把表格拆开，再上传',
      en: 'Make the picture smaller, or split the sheet, and send it again',
    },
  },
  macros: {
    status: 422,
    title: { zh: '没有接收这个文件', en: 'The file was not taken' },
    why: { zh: '文件里有宏或内嵌程序', en: 'It holds macros or an embedded program' },
    mend: {
      zh: '另存为不带宏的.xlsx或.docx，再上传',
      en: 'Save it as .xlsx or .docx without macros and send it again',
    },
  },
  tooMany: {
    status: 409,
    title: { zh: '没有接收这个文件', en: 'The file was not taken' },
    why: { zh: '这条记录的文件已经够多', en: 'The record has as many files as it may have' },
    mend: { zh: '把几页并成一个PDF，或先移除不需要的', en: 'Join pages into one PDF, or remove what is not needed' },
  },
});
