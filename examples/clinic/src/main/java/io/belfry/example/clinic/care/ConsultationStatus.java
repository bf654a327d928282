package io.belfry.example.clinic.care;

/** How far a consultation has got. */
public enum ConsultationStatus {
    PENDING,
    ACTIVE,
    COMPLETED,
    CANCELLED;

    /** Whether it may be the next. */
    public boolean leadsTo(ConsultationStatus next) {
        return switch (this) {
            case PENDING -> next == ACTIVE || next == CANCELLED;
            case ACTIVE -> next == COMPLETED || next == CANCELLED;
            case COMPLETED, CANCELLED -> false;
        };
    }
}
