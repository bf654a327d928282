package io.belfry.example.clinic.care;

import io.belfry.example.clinic.people.Person;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The consultations of all clinics. */
@Repository
public class Consultations {
    private static final String ALL =
            """
            select c.*, a.patient_id, a.doctor_id, a.starts_at, a.reason,
                   p.name as patient, d.name as doctor
            from consultation c
            join appointment a on a.id = c.appointment_id
            join person p on p.id = a.patient_id
            join person d on d.id = a.doctor_id
            """;

    private final JdbcClient database;

    Consultations(JdbcClient database) {
        this.database = database;
    }

    public Optional<Consultation> find(long id) {
        return database.sql(ALL + "where c.id = ?")
                .param(id)
                .query(Consultations::consultation)
                .optional();
    }

    public Optional<Consultation> ofAppointment(long appointment) {
        return database.sql(ALL + "where a.id = ?")
                .param(appointment)
                .query(Consultations::consultation)
                .optional();
    }

    /** Those in which somebody takes part, the latest first; a hundred at most. */
    public List<Consultation> of(Person person) {
        return database.sql(
                        ALL
                                + """
                                where :id in (a.patient_id, a.doctor_id)
                                order by a.starts_at desc, c.id desc limit 100
                                """)
                .param("id", person.id())
                .query(Consultations::consultation)
                .list();
    }

    public void add(long appointment, UUID conversation) {
        database.sql(
                        """
                        insert into consultation (appointment_id, conversation_id, status)
                        values (?, ?, 'PENDING')
                        """)
                .params(appointment, conversation)
                .update();
    }

    /** False when somebody else has changed it meanwhile. */
    public boolean move(Consultation from, ConsultationStatus to, Instant at) {
        OffsetDateTime now = at.atOffset(ZoneOffset.UTC);
        String when =
                switch (to) {
                    case ACTIVE -> ", started_at = :now";
                    case COMPLETED, CANCELLED -> ", ended_at = :now";
                    case PENDING -> "";
                };
        return database.sql(
                                "update consultation set status = :to"
                                        + when
                                        + " where id = :id and status = :from")
                        .param("to", to.name())
                        .param("now", now)
                        .param("id", from.id())
                        .param("from", from.status().name())
                        .update()
                == 1;
    }

    private static Consultation consultation(ResultSet row, int number) throws SQLException {
        return new Consultation(
                row.getLong("id"),
                row.getLong("appointment_id"),
                new Named(row.getLong("patient_id"), row.getString("patient")),
                new Named(row.getLong("doctor_id"), row.getString("doctor")),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getString("reason"),
                row.getObject("conversation_id", UUID.class),
                ConsultationStatus.valueOf(row.getString("status")),
                instant(row, "started_at"),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
