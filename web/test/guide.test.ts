import { readFile, readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";

const folder = new URL("guide/", import.meta.url);

describe("the guide", () => {
  it("shows nothing that is not compiled", async () => {
    const files = await readdir(folder);
    const sources = await Promise.all(files.map((file) => readFile(new URL(file, folder), "utf8")));
    const guide = await readFile(new URL("../../docs/guides/browser.md", import.meta.url), "utf8");
    const blocks = [...guide.matchAll(/```(?:ts|tsx)\n([\s\S]*?)```/g)].map(([, code]) => code!);
    expect(blocks.length).toBe(files.length);
    expect(blocks.filter((code) => !sources.some((source) => source.includes(code)))).toEqual([]);
  });
});
