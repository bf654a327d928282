package io.belfry.example.clinic.care;

import io.belfry.example.clinic.people.Person;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The appointments of all clinics. */
@Repository
public class Appointments {
    private static final String ALL =
            """
            select a.*, p.name as patient, d.name as doctor, c.id as clinic_id, c.name as clinic
            from appointment a
            join person p on p.id = a.patient_id
            join person d on d.id = a.doctor_id
            join clinic c on c.id = d.clinic_id
            """;

    private final JdbcClient database;

    Appointments(JdbcClient database) {
        this.database = database;
    }

    public Optional<Appointment> find(long id) {
        return database.sql(ALL + "where a.id = ?")
                .param(id)
                .query(Appointments::appointment)
                .optional();
    }

    /** Those that concern somebody, the latest first; a hundred at most. */
    public List<Appointment> of(Person person) {
        String whose =
                switch (person.role()) {
                    case PATIENT -> "where a.patient_id = :id";
                    case DOCTOR -> "where a.doctor_id = :id";
                    case STAFF -> "where c.id = :clinic";
                };
        return database.sql(ALL + whose + " order by a.starts_at desc, a.id desc limit 100")
                .param("id", person.id())
                .param("clinic", person.clinicId())
                .query(Appointments::appointment)
                .list();
    }

    /**
     * Adds one, to be confirmed.
     *
     * @throws Refusal when the doctor has another one then
     */
    @SuppressWarnings("UnusedException") // the reason is known by its type
    public Appointment add(Person patient, long doctor, Instant startsAt, String reason) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        OffsetDateTime time = startsAt.atOffset(ZoneOffset.UTC);
        try {
            database.sql(
                            """
                            insert into appointment
                            (patient_id, doctor_id, starts_at, taken_at, reason, status)
                            values (?, ?, ?, ?, ?, 'REQUESTED')
                            """)
                    .params(patient.id(), doctor, time, time, reason)
                    .update(key, "id");
        } catch (DuplicateKeyException e) {
            throw new Refusal(Refusal.Kind.CONFLICT, "The doctor has another appointment then.");
        }
        return find(Objects.requireNonNull(key.getKey()).longValue()).orElseThrow();
    }

    /** False when it is not a request any more. */
    public boolean confirm(long id) {
        return database.sql(
                                """
                                update appointment set status = 'CONFIRMED'
                                where id = ? and status = 'REQUESTED'
                                """)
                        .param(id)
                        .update()
                == 1;
    }

    /** False when it is cancelled already. */
    public boolean cancel(long id) {
        return database.sql(
                                """
                                update appointment set status = 'CANCELLED', taken_at = null
                                where id = ? and status <> 'CANCELLED'
                                """)
                        .param(id)
                        .update()
                == 1;
    }

    private static Appointment appointment(ResultSet row, int number) throws SQLException {
        return new Appointment(
                row.getLong("id"),
                new Named(row.getLong("patient_id"), row.getString("patient")),
                new Named(row.getLong("doctor_id"), row.getString("doctor")),
                new Named(row.getLong("clinic_id"), row.getString("clinic")),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getString("reason"),
                AppointmentStatus.valueOf(row.getString("status")));
    }
}
