// Which page is shown: what stands behind the # of its address, so that links work by themselves.

import { computed, ref } from "vue";

export type Route =
  | { readonly page: "appointments" }
  | { readonly page: "consultations" }
  | { readonly page: "consultation"; readonly id: number }
  | { readonly page: "live" };

const hash = ref(location.hash);
window.addEventListener("hashchange", () => (hash.value = location.hash));

export const route = computed<Route>(() => {
  const [, page, id] = hash.value.split("/");
  if (page === "consultations") {
    return /^\d+$/.test(id ?? "") ? { page: "consultation", id: Number(id) } : { page };
  }
  return page === "live" ? { page } : { page: "appointments" };
});
