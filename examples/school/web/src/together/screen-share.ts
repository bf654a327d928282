// The instructor's screen, from browser to browser by WebRTC; the class's channel only carries what makes them find each
// other: an offer and an answer to each page, and candidates.

import { onScopeDispose, shallowRef, type ShallowRef } from "vue";
import type { ClassRoom } from "../composables/class-room";

interface Signal {
  /** Ids of pages. */
  readonly to: string;
  readonly from: string;
  readonly description?: RTCSessionDescriptionInit;
  readonly candidate?: RTCIceCandidateInit;
}

export interface ScreenShare {
  /** What is to be seen: one's own screen or the instructor's. */
  readonly stream: Readonly<ShallowRef<MediaStream | null>>;
  start(): Promise<void>;
  stop(): void;
}

/** @param instructor the id of the only user whose screen is shown */
export function useScreenShare(room: ClassRoom, instructor: string, isInstructor: boolean): ScreenShare {
  const stream = shallowRef<MediaStream | null>(null);
  const peers = new Map<string, RTCPeerConnection>();

  function peer(page: string): RTCPeerConnection {
    peers.get(page)?.close();
    // Of one's own network; elsewhere a STUN or TURN server would be named here.
    const connection = new RTCPeerConnection();
    peers.set(page, connection);
    connection.onicecandidate = ({ candidate }) => candidate && signal(page, { candidate: candidate.toJSON() });
    connection.onconnectionstatechange = () => {
      if (["failed", "disconnected", "closed"].includes(connection.connectionState) && peers.get(page) === connection) {
        forget(page);
      }
    };
    connection.ontrack = ({ streams }) => (stream.value = streams[0] ?? null);
    return connection;
  }

  function forget(page: string): void {
    peers.get(page)?.close();
    peers.delete(page);
    if (!isInstructor) {
      stream.value = null;
    }
  }

  function signal(to: string, what: Pick<Signal, "description" | "candidate">): void {
    room.send("signal", { to, from: room.page, ...what });
  }

  async function offer(page: string): Promise<void> {
    const shared = stream.value;
    if (shared) {
      const connection = peer(page);
      shared.getTracks().forEach((track) => connection.addTrack(track, shared));
      await connection.setLocalDescription();
      signal(page, { description: connection.localDescription!.toJSON() });
    }
  }

  async function heard({ to, from, description, candidate }: Signal, user: string): Promise<void> {
    if (to !== room.page || (!isInstructor && user !== instructor)) {
      return;
    }
    if (description?.type === "offer" && !isInstructor) {
      const connection = peer(from);
      await connection.setRemoteDescription(description);
      await connection.setLocalDescription();
      signal(from, { description: connection.localDescription!.toJSON() });
    } else if (description?.type === "answer" && isInstructor) {
      await peers.get(from)?.setRemoteDescription(description);
    } else if (candidate) {
      await peers.get(from)?.addIceCandidate(candidate);
    }
  }

  // One after the other: a candidate needs the description before it.
  let before: Promise<unknown> = Promise.resolve();
  room.on("signal", (data: Signal, user) => (before = before.then(() => heard(data, user)).catch(console.warn)));
  if (isInstructor) {
    room.on("watch", ({ page }: { page: string }) => void offer(page));
  } else {
    const watch = (): void => void (stream.value ?? room.send("watch", { page: room.page }));
    room.onEntered(watch);
    room.on("share", ({ page, isOn }: { page: string; isOn: boolean }, user) => {
      if (user === instructor) {
        isOn ? watch() : forget(page);
      }
    });
  }

  function stop(): void {
    stream.value?.getTracks().forEach((track) => track.stop());
    stream.value = null;
    [...peers.keys()].forEach(forget);
    room.send("share", { page: room.page, isOn: false });
  }

  onScopeDispose(() => (isInstructor && stream.value ? stop() : [...peers.keys()].forEach(forget)));
  return {
    stream,
    async start() {
      stream.value = await navigator.mediaDevices.getDisplayMedia({ video: true });
      stream.value.getVideoTracks().forEach((track) => track.addEventListener("ended", stop));
      room.send("share", { page: room.page, isOn: true });
    },
    stop,
  };
}
