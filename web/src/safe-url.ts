// Where a notification may lead.

/** The address to go to; null for what is no address of the web, as `javascript:` is. */
export function safeUrl(url: string | null): string | null {
  if (url === null) {
    return null;
  }
  try {
    const parsed = new URL(url, globalThis.location?.href ?? "https://localhost/");
    return parsed.protocol === "https:" || parsed.protocol === "http:" ? parsed.href : null;
  } catch {
    return null;
  }
}
