// Asking the application which channels the page may listen to.

import { ApiError, type Api } from "./api.js";
import { connectorOf, type EchoLike } from "./echo.js";

/** What pusher-js gives, and wants back. */
type ChannelAuthorizer = (
  asked: { socketId: string; channelName: string },
  done: (error: Error | null, data: unknown) => void,
) => void;

/**
 * Asks in the place of pusher-js, as everything else is asked: with the headers of the page, its token, which is
 * renewed when it is out of date, and the token against foreign sites.
 */
export class Authorizer {
  /** pusher-js tells of no status that it has not received itself. */
  readonly #statuses = new Map<string, number>();

  constructor(echo: EchoLike, api: Api, path: string) {
    const authorizer: ChannelAuthorizer = async ({ socketId, channelName }, done) => {
      let data: unknown;
      try {
        data = await api.ask("POST", path, { socket_id: socketId, channel_name: channelName });
      } catch (e) {
        this.#statuses.set(channelName, e instanceof ApiError ? e.status : 0);
        done(e as Error, null);
        return;
      }
      done(null, data);
    };
    const { config } = connectorOf(echo).pusher as unknown as { config: { channelAuthorizer: ChannelAuthorizer } };
    config.channelAuthorizer = authorizer;
  }

  /** What the application answered last when it let nobody in. */
  statusOf(wireName: string): number | undefined {
    return this.#statuses.get(wireName);
  }
}
