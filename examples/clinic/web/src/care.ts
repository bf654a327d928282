// What the application answers, and tells.

export interface Named {
  readonly id: number;
  readonly name: string;
}

export interface Doctor extends Named {
  readonly clinic: string;
}

export type AppointmentStatus = "requested" | "confirmed" | "cancelled";

export interface Appointment {
  readonly id: number;
  readonly patient: Named;
  readonly doctor: Named;
  readonly clinic: Named;
  readonly starts_at: string;
  readonly reason: string;
  readonly status: AppointmentStatus;
}

export type ConsultationStatus = "pending" | "active" | "completed" | "cancelled";

export interface Consultation {
  readonly id: number;
  readonly patient: Named;
  readonly doctor: Named;
  readonly starts_at: string;
  readonly reason: string;
  readonly conversation_id: string;
  readonly status: ConsultationStatus;
  readonly started_at: string | null;
  readonly ended_at: string | null;
}

/** `appointment-updated` on `appointments.{user}` and `appointments.doctor.{doctor}`. */
export interface AppointmentUpdated {
  readonly id: number;
  readonly action: "confirmed" | "cancelled" | "reminder";
  readonly status: AppointmentStatus;
  readonly appointment_date: string;
  readonly details: Pick<Appointment, "patient" | "doctor" | "clinic" | "reason">;
  readonly timestamp: string;
}

/** `consultation-status-changed` on `consultations.{consultation}`. */
export interface ConsultationStatusChanged {
  readonly id: number;
  readonly status: ConsultationStatus;
  readonly doctor_id: number;
  readonly patient_id: number;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly timestamp: string;
}

/** Who is there of a clinic. */
export interface Colleague extends Named {
  readonly role: string;
}

const FULL = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

export function fullTime(iso: string): string {
  return FULL.format(new Date(iso));
}

export function time(iso: string): string {
  return TIME.format(new Date(iso));
}
