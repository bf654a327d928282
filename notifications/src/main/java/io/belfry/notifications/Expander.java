package io.belfry.notifications;

import io.belfry.database.Database;
import io.belfry.fields.PlainText;
import io.belfry.fields.Timestamp;
import io.belfry.notifications.audience.Audience;
import io.belfry.notifications.audience.AudienceResolver;
import io.belfry.notifications.content.Sending;
import io.belfry.notifications.delivery.WorkerSettings;
import io.belfry.notifications.store.DispatchRow;
import io.belfry.notifications.store.DispatchTable;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes out what is for more users than one transaction can hold, a page in each transaction: the
 * items of the page, and how far it has come. Audiences are left to processes that can resolve
 * them. So whoever dies in between leaves nothing half, and nobody gets it twice. The row is locked
 * meanwhile, and goes behind the others after each page.
 *
 * <p>Thread-safe: holds nothing of its own.
 */
final class Expander {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

    private static final TypeReference<List<String>> IDS = new TypeReference<>() {};

    private final Database database;
    private final NotificationWriter writer;
    private final @Nullable AudienceResolver resolver;
    private final WorkerSettings settings;
    private final Clock clock;

    /** A page that could not be written, and was taken back. */
    private static final class PageFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient DispatchRow row;

        PageFailed(DispatchRow row, Throwable cause) {
            super(cause);
            this.row = row;
        }
    }

    Expander(
            Database database,
            NotificationWriter writer,
            @Nullable AudienceResolver resolver,
            WorkerSettings settings,
            Clock clock) {
        this.database = database;
        this.writer = writer;
        this.resolver = resolver;
        this.settings = settings;
        this.clock = clock;
    }

    /** Writes one page, and answers whether there may be more. */
    boolean work(Runnable written) {
        try {
            boolean any = database.own(this::writePage);
            if (any) {
                written.run();
            }
            return any;
        } catch (PageFailed e) {
            giveWay(e.row, Objects.requireNonNullElse(e.getCause(), e));
            return true;
        }
    }

    private boolean writePage(Handle handle) {
        Instant now = Timestamp.now(clock);
        Optional<DispatchRow> due = DispatchTable.lockDue(handle, resolver != null, now);
        if (due.isEmpty()) {
            return false;
        }
        DispatchRow row = due.get();
        try {
            DispatchRow after = writePage(handle, row);
            boolean ends = after.state() == DispatchRow.State.DONE;
            DispatchTable.save(handle, after, row.attempts(), ends ? null : now, now);
            return true;
        } catch (RuntimeException | Error e) {
            throw new PageFailed(row, e);
        }
    }

    private DispatchRow writePage(Handle handle, DispatchRow row) {
        List<String> users = users(row);
        Sending sending = JsonMapper.shared().readValue(row.sending(), Sending.class);
        writer.write(
                handle, users.stream().distinct().map(id -> new Addressed(id, sending)).toList());
        boolean ends = users.isEmpty() || row.kind() == DispatchRow.Kind.USERS;
        return row.after(users.isEmpty() ? row.reached() : users.getLast(), users.size(), ends);
    }

    private List<String> users(DispatchRow row) {
        if (row.members() != null) {
            return JsonMapper.shared().readValue(row.members(), IDS);
        }
        List<String> page = resolver().page(audience(row), row.reached(), Outgoing.AT_ONCE);
        page.forEach(user -> PlainText.userId("user_id", user));
        if (page.size() > Outgoing.AT_ONCE) {
            throw new IllegalStateException(
                    "the audience has %d users on a page of %d"
                            .formatted(page.size(), Outgoing.AT_ONCE));
        }
        if (!page.isEmpty() && page.getLast().equals(row.reached())) {
            throw new IllegalStateException("the audience does not go on after " + row.reached());
        }
        return page;
    }

    private static Audience audience(DispatchRow row) {
        String groupId = row.groupId();
        return groupId == null
                ? new Audience.Role(row.name())
                : new Audience.Group(row.name(), groupId);
    }

    private AudienceResolver resolver() {
        if (resolver == null) {
            throw new IllegalStateException("this process has no AudienceResolver");
        }
        return resolver;
    }

    private void giveWay(DispatchRow row, Throwable why) {
        boolean ends = row.attempts() + 1 >= settings.attempts();
        DispatchRow after = row.afterFailure(String.valueOf(why.getMessage()), ends);
        LOG.warn(
                "Page of {} {} after user {} could not be written{}: {}",
                row.type(),
                row.id(),
                row.reached(),
                ends ? ", and is given up" : "",
                why.getMessage(),
                why);
        Instant now = Timestamp.now(clock);
        Instant again = ends ? null : now.plus(settings.pauses().after(after.attempts()));
        database.own(handle -> {
            DispatchTable.save(handle, after, row.attempts(), again, now);
            return after;
        });
    }
}
