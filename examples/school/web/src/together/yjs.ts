// A document of Yjs over Belfry: its updates are entries that the application keeps, cursors are client events.

import { onScopeDispose } from "vue";
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import * as Y from "yjs";
import type { ClassRoom } from "../composables/class-room";
import { useShared, type SharedKind } from "./shared";

/** So long what is typed is gathered, to be one update. */
const GATHERED_MILLIS = 150;

/** @param refused called when the application has not taken what was written here: the document is of no use any more */
export function useYjs(lesson: number, kind: SharedKind, room: ClassRoom, refused: () => void): { text: Y.Text; awareness: Awareness } {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  const log = useShared(lesson, kind, {
    added: (data) => Y.applyUpdate(doc, fromBase64(data), log),
    dropped() {
      // No page could read what is written after it.
      doc.off("update", gather);
      gathered = [];
      refused();
    },
    left: flush,
  });
  let gathered: Uint8Array[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (gathered.length > 0) {
      log.send(toBase64(Y.mergeUpdates(gathered)));
      gathered = [];
    }
  }

  function gather(update: Uint8Array, origin: unknown): void {
    if (origin !== log) {
      gathered.push(update);
      timer ??= setTimeout(flush, GATHERED_MILLIS);
    }
  }
  doc.on("update", gather);

  const tellCursor = (): void =>
    room.sendLatest(`cursor-${kind}`, { update: toBase64(encodeAwarenessUpdate(awareness, [doc.clientID])) });
  awareness.on("update", (_: unknown, origin: unknown) => origin === "local" && tellCursor());
  room.on(`cursor-${kind}`, ({ update }: { update: string }) => applyAwarenessUpdate(awareness, fromBase64(update), room));
  // Who comes in has heard nothing of the others' cursors, and asks for them.
  room.on("entered", tellCursor);
  room.onEntered(() => {
    room.sendLatest("entered", {});
    tellCursor();
  });

  onScopeDispose(() => {
    flush();
    removeAwarenessStates(awareness, [doc.clientID], "local");
    doc.destroy();
  });
  return { text: doc.getText("text"), awareness };
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  bytes.forEach((byte) => (text += String.fromCharCode(byte)));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
