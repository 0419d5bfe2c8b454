// SPDX-License-Identifier: Apache-2.0
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Text } from '@codemirror/state';
import { EditorView, keymap, lineNumbers, type ViewUpdate } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { DraftFault } from '../../model/drafts.ts';
import styles from './editor.module.css';

/** What is done to the text from outside the editor. */
export type EditorHandle = {
  /** Puts a number where another stands. */
  replace(range: { readonly from: number; readonly to: number }, text: string): void;
  /** Puts a whole other text in. */
  reset(text: string): void;
  goTo(line: number, column: number): void;
};

type Props = {
  readonly label: string;
  /** What it begins with; later on the text is its own. */
  readonly start: string;
  readonly faults: readonly (DraftFault & { readonly said: string })[];
  readonly readOnly: boolean;
  readonly onChange: (text: string, update: ViewUpdate) => void;
  readonly ref: Ref<EditorHandle>;
};

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--bc-azure)' },
  { tag: [tags.string, tags.number, tags.content], color: 'var(--bc-gold-text)' },
  { tag: tags.comment, color: 'var(--bc-ink-3)' },
]);

const theme = EditorView.theme({
  '&': { backgroundColor: 'var(--bc-chart-bg)', color: 'var(--bc-ink)', fontSize: '13px', height: '100%' },
  '.cm-scroller': { fontFamily: 'var(--bc-mono)', lineHeight: '21px' },
  '.cm-gutters': { backgroundColor: 'var(--bc-sunken)', color: 'var(--bc-ink-2)', border: 'none' },
  '.cm-content': { caretColor: 'var(--bc-ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--bc-ink)' },
});

/** The place of a fault; to the end of its line, so that it is seen. */
function placeIn(doc: Text, { line, column }: DraftFault): { from: number; to: number } {
  const at = doc.line(Math.min(Math.max(line ?? 1, 1), doc.lines));
  const from = Math.min(at.from + Math.max((column ?? 1) - 1, 0), at.to);
  return { from, to: Math.max(from, at.to) };
}

function extensionsFor(props: Pick<Props, 'label' | 'readOnly'>, onUpdate: (update: ViewUpdate) => void) {
  return [
    lineNumbers(),
    history(),
    lintGutter(),
    yaml(),
    syntaxHighlighting(colours),
    theme,
    keymap.of([...defaultKeymap, ...historyKeymap]),
    EditorView.contentAttributes.of({ 'aria-label': props.label, 'data-gramm': 'false' }),
    EditorState.readOnly.of(props.readOnly),
    EditorView.updateListener.of(onUpdate),
  ];
}

/** The text of a draft. Tab leaves it, as it leaves any field. */
export default function CodeEditor({ label, start, faults, readOnly, onChange, ref }: Props): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const marked = useRef(0);
  const told = useRef(onChange);
  told.current = onChange;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; what it begins with is not followed
  useEffect(() => {
    const made = new EditorView({
      doc: start,
      extensions: extensionsFor({ label, readOnly }, (update) => {
        if (update.docChanged) told.current(update.state.doc.toString(), update);
      }),
      parent: host.current ?? document.body,
    });
    // What scrolls is reached by keyboard, where nothing in it is written as well.
    made.scrollDOM.tabIndex = 0;
    view.current = made;
    return () => made.destroy();
  }, [readOnly]);
  useEffect(() => {
    const made = view.current;
    if (made === null || (faults.length === 0 && marked.current === 0)) return;
    marked.current = faults.length;
    const marks = faults.map((fault): Diagnostic => {
      return { ...placeIn(made.state.doc, fault), severity: 'error', message: fault.said };
    });
    made.dispatch(setDiagnostics(made.state, marks));
  }, [faults]);
  useImperativeHandle(ref, () => ({
    replace: ({ from, to }, insert) => view.current?.dispatch({ changes: { from, to, insert } }),
    reset: (insert) => view.current?.dispatch({ changes: { from: 0, to: view.current.state.doc.length, insert } }),
    goTo(line, column) {
      const made = view.current;
      if (made === null) return;
      const { from } = placeIn(made.state.doc, { line, column } as DraftFault);
      made.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
      made.focus();
    },
  }));
  return <div ref={host} className={styles['editor']} data-editor="" />;
}
