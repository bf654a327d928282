// What the application answers, asked for when the component comes and whenever it is asked for again.

import { inWords } from "belfry/elements";
import { useBelfry } from "belfry/vue";
import { onMounted, shallowRef } from "vue";

export function useFetched<T>(path: string) {
  const { api } = useBelfry();
  const data = shallowRef<T | null>(null);
  const error = shallowRef<string | null>(null);

  async function refresh(): Promise<void> {
    try {
      data.value = await api.ask<T>("GET", path);
      error.value = null;
    } catch (e) {
      error.value = inWords(e);
    }
  }

  onMounted(refresh);
  return { data, error, refresh };
}
