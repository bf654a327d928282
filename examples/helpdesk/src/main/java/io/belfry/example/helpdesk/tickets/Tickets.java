package io.belfry.example.helpdesk.tickets;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.belfry.example.helpdesk.people.Office;
import io.belfry.example.helpdesk.people.Person;
import io.belfry.example.helpdesk.people.Role;
import io.belfry.example.helpdesk.tickets.Reply.Attachment;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Tickets and what was written about them, in the database. */
@Repository
public class Tickets {
    private static final String TICKETS =
            """
            select t.id, t.uuid, t.subject, t.status, t.priority, t.updated_at,
                c.id c_id, c.name c_name, c.role c_role,
                o.id o_id, o.name o_name,
                a.id a_id, a.name a_name, a.role a_role
            from ticket t
                join person c on c.id = t.creator_id
                join office o on o.id = t.office_id
                left join person a on a.id = t.assigned_to_id
            """;

    private final JdbcClient database;
    private final Clock clock = Clock.systemUTC();

    Tickets(JdbcClient database) {
        this.database = database;
    }

    public List<Ticket> all() {
        return database.sql(TICKETS + "order by t.updated_at desc")
                .query((row, number) -> ticket(row))
                .list();
    }

    public Optional<Ticket> find(UUID uuid) {
        return database.sql(TICKETS + "where t.uuid = ?")
                .param(uuid)
                .query((row, number) -> ticket(row))
                .optional();
    }

    /** The same, and nobody else changes it before the transaction ends. */
    public Optional<Ticket> lock(UUID uuid) {
        database.sql("select id from ticket where uuid = ? for update")
                .param(uuid)
                .query(Long.class)
                .optional();
        return find(uuid);
    }

    public Ticket add(Person creator, Office office, String subject) {
        UUID uuid = UUID.randomUUID();
        database.sql(
                        """
                        insert into ticket
                            (uuid, subject, status, priority, creator_id, office_id, updated_at)
                        values (?, ?, 'OPEN', 'NORMAL', ?, ?, ?)
                        """)
                .params(uuid, subject, creator.id(), office.id(), now())
                .update();
        return find(uuid).orElseThrow();
    }

    /** The time as exact as every database keeps it. */
    public Instant time() {
        return now().toInstant();
    }

    /** Keeps what has changed of a ticket. */
    public void save(Ticket ticket) {
        Person assignedTo = ticket.assignedTo();
        database.sql(
                        """
                        update ticket set subject = :subject, status = :status,
                            priority = :priority, office_id = :office,
                            assigned_to_id = :assignedTo, updated_at = :updatedAt
                        where id = :id
                        """)
                .param("subject", ticket.subject())
                .param("status", ticket.status().name())
                .param("priority", ticket.priority().name())
                .param("office", ticket.office().id())
                .param("assignedTo", assignedTo == null ? null : assignedTo.id())
                .param("updatedAt", ticket.updatedAt().atOffset(ZoneOffset.UTC))
                .param("id", ticket.id())
                .update();
    }

    public Reply add(
            Ticket ticket, Person author, String message, boolean isInternal, List<File> files) {
        OffsetDateTime now = now();
        long id =
                insert(
                        """
                        insert into reply
                            (ticket_id, author_id, message, is_internal, created_at)
                        values (?, ?, ?, ?, ?)
                        """,
                        ticket.id(),
                        author.id(),
                        message,
                        isInternal,
                        now);
        List<Attachment> attachments = files.stream().map(file -> add(id, file)).toList();
        if (!isInternal) {
            // The order of a customer's list tells of nothing that is internal.
            database.sql("update ticket set updated_at = ? where id = ?")
                    .params(now, ticket.id())
                    .update();
        }
        return new Reply(id, author, message, isInternal, now.toInstant(), attachments);
    }

    private Attachment add(long reply, File file) {
        long size = file.content().length;
        long id =
                insert(
                        """
                        insert into attachment (reply_id, filename, size, content)
                        values (?, ?, ?, ?)
                        """,
                        reply,
                        file.name(),
                        size,
                        file.content());
        return new Attachment(id, file.name(), size);
    }

    /** Oldest first. */
    public List<Reply> replies(Ticket ticket) {
        Map<Long, List<Attachment>> attachments =
                database
                        .sql(
                                """
                                select a.reply_id, a.id, a.filename, a.size
                                from attachment a join reply r on r.id = a.reply_id
                                where r.ticket_id = ? order by a.id
                                """)
                        .param(ticket.id())
                        .query((row, number) ->
                                Map.entry(
                                        row.getLong("reply_id"),
                                        new Attachment(
                                                row.getLong("id"),
                                                row.getString("filename"),
                                                row.getLong("size"))))
                        .list()
                        .stream()
                        .collect(
                                groupingBy(
                                        Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
        return database.sql(
                        """
                        select r.id, r.message, r.is_internal, r.created_at,
                            p.id p_id, p.name p_name, p.role p_role
                        from reply r join person p on p.id = r.author_id
                        where r.ticket_id = ? order by r.id
                        """)
                .param(ticket.id())
                .query((row, number) ->
                        new Reply(
                                row.getLong("id"),
                                person(row, "p"),
                                row.getString("message"),
                                row.getBoolean("is_internal"),
                                instant(row, "created_at"),
                                attachments.getOrDefault(row.getLong("id"), List.of())))
                .list();
    }

    /** A file of one of the replies of a ticket. */
    public Optional<File> file(Reply reply, long attachment) {
        return database.sql(
                        "select filename, content from attachment where id = ? and reply_id = ?")
                .params(attachment, reply.id())
                .query((row, number) ->
                        new File(row.getString("filename"), row.getBytes("content")))
                .optional();
    }

    private long insert(String sql, Object... values) {
        KeyHolder key = new GeneratedKeyHolder();
        database.sql(sql).params(values).update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    private static Ticket ticket(ResultSet row) throws SQLException {
        return new Ticket(
                row.getLong("id"),
                row.getObject("uuid", UUID.class),
                row.getString("subject"),
                Status.valueOf(row.getString("status")),
                Priority.valueOf(row.getString("priority")),
                person(row, "c"),
                new Office(row.getLong("o_id"), row.getString("o_name")),
                row.getString("a_name") == null ? null : person(row, "a"),
                instant(row, "updated_at"));
    }

    private static Person person(ResultSet row, String of) throws SQLException {
        return new Person(
                row.getLong(of + "_id"),
                row.getString(of + "_name"),
                Role.valueOf(row.getString(of + "_role")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }

    /**
     * A file with all that is in it.
     *
     * @param name without any folder
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record File(String name, byte[] content) {}
}
