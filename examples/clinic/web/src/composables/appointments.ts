// The appointments of whoever is signed in.

import { inWords } from "belfry/elements";
import { useBelfry, useLiveRefresh, useWebSocket } from "belfry/vue";
import { onMounted, shallowRef } from "vue";
import type { Appointment, AppointmentUpdated } from "../care";
import type { User } from "../session";

export function useAppointments(user: User) {
  const { api } = useBelfry();
  const { onAppointmentUpdate, listen } = useWebSocket();
  const appointments = shallowRef<readonly Appointment[] | null>(null);
  const error = shallowRef<string | null>(null);

  async function refresh(): Promise<void> {
    try {
      appointments.value = await api.ask<Appointment[]>("GET", "/api/appointments");
      error.value = null;
    } catch (e) {
      error.value = inWords(e);
    }
  }

  /** What is told is shown at once. */
  function updated({ id, status }: AppointmentUpdated): void {
    appointments.value = appointments.value?.map((each) => (each.id === id ? { ...each, status } : each)) ?? null;
  }

  function placed(appointment: Appointment): void {
    const others = (appointments.value ?? []).filter(({ id }) => id !== appointment.id);
    appointments.value = [...others, appointment].sort((a, b) => b.starts_at.localeCompare(a.starts_at));
  }

  onAppointmentUpdate((data) => updated(data as AppointmentUpdated));
  if (user.role === "doctor") {
    listen(`appointments.doctor.${user.id}`, { "appointment-updated": updated });
  }
  useLiveRefresh("appointments", refresh);
  onMounted(refresh);

  return {
    appointments,
    error,
    refresh,
    async request(wish: { doctor_id: number; starts_at: string; reason: string }): Promise<void> {
      placed(await api.ask<Appointment>("POST", "/api/appointments", wish));
    },
    /** It is as the application says, also when that was not done: somebody else may have been faster. */
    async act(id: number, verb: "confirm" | "cancel" | "remind"): Promise<void> {
      try {
        placed(await api.ask<Appointment>("POST", `/api/appointments/${id}/${verb}`));
      } catch (e) {
        await refresh();
        throw e;
      }
    },
  };
}
