// Which page is shown: what stands behind the # of its address, so that links work by themselves.

import { computed, ref } from "vue";

export type Route =
  | { readonly page: "courses" }
  | { readonly page: "course"; readonly id: number }
  | { readonly page: "lesson"; readonly course: number; readonly id: number };

const hash = ref(location.hash);
window.addEventListener("hashchange", () => (hash.value = location.hash));

/** Ids have up to 15 digits, which numbers of JavaScript hold. */
export const route = computed<Route>(() => {
  const found = /^#\/courses\/(\d{1,15})(?:\/lessons\/(\d{1,15}))?$/.exec(hash.value);
  if (!found) {
    return { page: "courses" };
  }
  const course = Number(found[1]);
  return found[2] ? { page: "lesson", course, id: Number(found[2]) } : { page: "course", id: course };
});
