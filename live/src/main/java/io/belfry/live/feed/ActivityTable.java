package io.belfry.live.feed;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Activities as they are kept. Holds nothing. */
final class ActivityTable {
    private ActivityTable() {}

    private static Entry read(ResultSet row) throws SQLException {
        return new Entry(
                Long.toString(row.getLong("id")),
                new Actor(row.getString("actor_id"), row.getString("actor_name")),
                row.getString("verb"),
                new ActivityObject(
                        row.getString("object_type"),
                        row.getString("object_id"),
                        row.getString("object_title")),
                row.getString("summary"),
                JsonMapper.shared().readTree(row.getString("data")),
                row.getTimestamp("created_at").toInstant());
    }

    /** Keeps an activity for all its audiences, and answers how it is read. */
    static Entry insert(
            Handle handle, Activity activity, Collection<String> audiences, Instant now) {
        ActivityObject object = activity.object();
        long id =
                handle.createUpdate(
                                """
                                INSERT INTO belfry_activity
                                    (actor_id, actor_name, verb, object_type, object_id,
                                        object_title, summary, data, created_at)
                                VALUES (:actor, :name, :verb, :type, :object, :title, :summary,
                                    :data, :now)
                                """)
                        .bind("actor", activity.actor().id())
                        .bind("name", activity.actor().name())
                        .bind("verb", activity.verb())
                        .bind("type", object.type())
                        .bind("object", object.id())
                        .bind("title", object.title())
                        .bind("summary", activity.summary())
                        .bind("data", activity.dataJson())
                        .bind("now", now)
                        .executeAndReturnGeneratedKeys("id")
                        .mapTo(Long.class)
                        .one();
        insertAudiences(handle, id, audiences);
        return new Entry(
                Long.toString(id),
                activity.actor(),
                activity.verb(),
                object,
                activity.summary(),
                JsonMapper.shared().readTree(activity.dataJson()),
                now);
    }

    private static void insertAudiences(Handle handle, long id, Collection<String> audiences) {
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO belfry_activity_audience (audience, activity_id)
                        VALUES (:audience, :id)
                        """);
        audiences.forEach(audience -> batch.bind("audience", audience).bind("id", id).add());
        batch.execute();
    }

    /** The newest first. */
    static List<Entry> before(Handle handle, String audience, long before, int most) {
        return handle.createQuery(
                        """
                        SELECT a.id, a.actor_id, a.actor_name, a.verb, a.object_type, a.object_id,
                            a.object_title, a.summary, a.data, a.created_at
                        FROM belfry_activity_audience r JOIN belfry_activity a
                            ON a.id = r.activity_id
                        WHERE r.audience = :audience AND r.activity_id < :before
                        ORDER BY r.activity_id DESC LIMIT :most
                        """)
                .bind("audience", audience)
                .bind("before", before)
                .bind("most", most)
                .map((row, context) -> read(row))
                .list();
    }

    /** Deletes some that are older, and answers how many. */
    static int delete(Handle handle, Instant olderThan, int most) {
        return handle.createUpdate(
                        """
                        DELETE FROM belfry_activity WHERE id IN (
                            SELECT id FROM belfry_activity WHERE created_at < :time
                            ORDER BY created_at LIMIT :most)
                        """)
                .bind("time", olderThan)
                .bind("most", most)
                .execute();
    }
}
