// Consultations of whoever is signed in: all of them, or one.

import { ApiError } from "belfry";
import { inWords } from "belfry/elements";
import { useBelfry, useLiveRefresh, useLiveSession } from "belfry/vue";
import { onMounted, shallowRef } from "vue";
import type { Consultation, ConsultationStatusChanged } from "../care";

export function useConsultations() {
  const { api } = useBelfry();
  const consultations = shallowRef<readonly Consultation[] | null>(null);
  const error = shallowRef<string | null>(null);

  async function refresh(): Promise<void> {
    try {
      consultations.value = await api.ask<Consultation[]>("GET", "/api/consultations");
      error.value = null;
    } catch (e) {
      error.value = inWords(e);
    }
  }

  useLiveRefresh("consultations", refresh);
  onMounted(refresh);
  return { consultations, error, refresh };
}

export function useConsultation(id: number) {
  const { api } = useBelfry();
  const consultation = shallowRef<Consultation | null>(null);
  const error = shallowRef<ApiError | null>(null);

  async function refresh(): Promise<void> {
    try {
      consultation.value = await api.ask<Consultation>("GET", `/api/consultations/${id}`);
      error.value = null;
    } catch (e) {
      error.value = e as ApiError;
    }
  }

  function changed({ status, started_at, ended_at }: ConsultationStatusChanged): void {
    if (consultation.value) {
      consultation.value = { ...consultation.value, status, started_at, ended_at };
    }
  }

  useLiveSession(`consultations.${id}`, { "consultation-status-changed": changed });
  useLiveRefresh("consultations", refresh);
  onMounted(refresh);

  return {
    consultation,
    error,
    async move(verb: "start" | "complete" | "cancel"): Promise<void> {
      try {
        consultation.value = await api.ask<Consultation>("POST", `/api/consultations/${id}/${verb}`);
      } catch (e) {
        await refresh();
        throw e;
      }
    },
  };
}
