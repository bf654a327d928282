import { followPages, loadPart } from "belfry/page";

followPages();

async function openChat() {
  const { default: Echo } = await loadPart(() => import("laravel-echo"));
  return Echo;
}

export { openChat };
