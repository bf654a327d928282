// What is asked of the application over HTTP.

/** What the application has answered instead of what was asked for (RFC 9457). */
export class ApiError extends Error {
  override readonly name = "ApiError";

  /**
   * @param status of HTTP; 0 when nothing answered
   * @param detail in words, for people who make applications
   * @param field of the request that is at fault, if it is one
   */
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly field: string | null = null,
  ) {
    super(detail);
  }

  /** Whether the same may work in a moment. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** How the application is asked. */
export interface ApiOptions {
  /** What stands before every path; empty for the page's own origin. */
  baseUrl: string;
  fetch: typeof fetch;
  /** What every request carries: a bearer token, for example. */
  headers: () => Record<string, string>;
  /** The connection that the page has, which need not hear what it did itself. */
  socketId: () => string | undefined;
  /** Gets another token; false when there is none to be had. */
  renew: () => Promise<boolean>;
}

/** How something is asked for. */
export interface AskOptions {
  /** Whether it goes on when the page is left: browsers do that for up to 64 KB of all that is on its way. */
  keepalive?: boolean;
}

const TIMEOUT_MILLIS = 15_000;
const UNAUTHORIZED = 401;
const NO_CONTENT = 204;
/** Led elsewhere, these would go on as what they are, with which no page to sign in at is found. */
const NOT_FOLLOWED = new Set(["PUT", "PATCH", "DELETE"]);

/** Asks the application. */
export class Api {
  readonly #options: ApiOptions;

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  /**
   * Asks, and a second time with another token when the first was out of date.
   *
   * @param body sent as JSON, or as a form if it is URLSearchParams
   * @throws ApiError when the answer is another one than what was asked for, or there is none; with status 401 also
   *     where it is a page to sign in at
   */
  async ask<T>(method: string, path: string, body?: unknown, more: AskOptions = {}): Promise<T> {
    let response = await this.#send(method, path, body, more);
    if (statusOf(response) === UNAUTHORIZED && (await this.#options.renew())) {
      response = await this.#send(method, path, body, more);
    }
    if (response.status === NO_CONTENT) {
      return undefined as T;
    }
    if (!response.ok || !isJson(response)) {
      throw await problem(response);
    }
    try {
      return (await response.json()) as T;
    } catch (e) {
      throw new ApiError(0, `${path} was not answered to the end: ${String(e)}`);
    }
  }

  async #send(method: string, path: string, body: unknown, more: AskOptions): Promise<Response> {
    const { fetch: send, baseUrl, headers, socketId } = this.#options;
    const all: Record<string, string> = { Accept: "application/json", ...csrf(), ...headers() };
    const socket = socketId();
    if (socket) {
      all["X-Socket-ID"] = socket;
    }
    const isForm = body instanceof URLSearchParams;
    if (body !== undefined && !isForm) {
      all["Content-Type"] = "application/json";
    }
    try {
      return await send(baseUrl + path, {
        method,
        headers: all,
        credentials: "include",
        redirect: NOT_FOLLOWED.has(method) ? "manual" : "follow",
        signal: AbortSignal.timeout(TIMEOUT_MILLIS),
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
        ...more,
      });
    } catch (e) {
      throw new ApiError(0, `${path} was not answered: ${String(e)}`);
    }
  }
}

/**
 * Asks as {@link Belfry.api} does, before anybody has signed in: with the token against foreign sites, and with an
 * ApiError for whatever else is answered.
 */
export function createApi(options: Partial<Pick<ApiOptions, "baseUrl" | "fetch" | "headers">> = {}): Api {
  return new Api({
    baseUrl: "",
    fetch: (...request) => globalThis.fetch(...request),
    headers: () => ({}),
    socketId: () => undefined,
    renew: () => Promise.resolve(false),
    ...options,
  });
}

/** As Spring and Laravel hand their token to scripts: in a cookie, to come back as a header. */
function csrf(): Record<string, string> {
  const token = /(?:^|;\s*)XSRF-TOKEN=([^;]+)/.exec(globalThis.document?.cookie ?? "")?.[1];
  return token ? { "X-XSRF-TOKEN": decodeURIComponent(token) } : {};
}

function typeOf(response: Response): string {
  return response.headers.get("Content-Type") ?? "";
}

function isJson(response: Response): boolean {
  return typeOf(response).includes("json");
}

/** Some applications do not refuse who is signed out, but lead them to a page to sign in at, which is found: 200. */
function statusOf(response: Response): number {
  if (response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400)) {
    return UNAUTHORIZED;
  }
  const isPage = response.redirected || typeOf(response).includes("html");
  const isFound = response.ok && response.status !== NO_CONTENT;
  return isFound && isPage && !isJson(response) ? UNAUTHORIZED : response.status;
}

async function problem(response: Response): Promise<ApiError> {
  const status = statusOf(response);
  const answered = response.ok ? "answered something that is no JSON" : `answered ${status}`;
  try {
    const { detail, title, field } = (await response.json()) as Record<string, string | undefined>;
    return new ApiError(status, detail ?? title ?? answered, field ?? null);
  } catch {
    return new ApiError(status, answered);
  }
}
