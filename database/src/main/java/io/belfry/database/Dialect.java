package io.belfry.database;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What H2 and PostgreSQL do differently. */
public enum Dialect {
    H2 {
        @Override
        void insertRows(Handle handle, String insert, List<String> key, List<Row> rows) {
            rows.forEach(row -> insertRow(handle, insert, row));
        }

        /** A transaction goes on after a statement that failed. */
        private static void insertRow(Handle handle, String insert, Row row) {
            try {
                handle.createUpdate(insert).bindMap(row.values()).execute();
            } catch (JdbiException e) {
                if (!(e.getCause() instanceof SQLException cause)
                        || !UNIQUE_VIOLATION.equals(cause.getSQLState())) {
                    throw e;
                }
            }
        }
    },
    POSTGRESQL {
        @Override
        void insertRows(Handle handle, String insert, List<String> key, List<Row> rows) {
            String sql = insert + " ON CONFLICT (" + String.join(", ", key) + ") DO NOTHING";
            PreparedBatch batch = handle.prepareBatch(sql);
            rows.forEach(row -> batch.bindMap(row.values()).add());
            batch.execute();
        }
    };

    private static final String UNIQUE_VIOLATION = "23505";

    /** A row that may have to be inserted, by the names of its columns. */
    private record Row(Map<String, ?> values) {}

    /**
     * The dialect of a database.
     *
     * @throws IllegalStateException when it is neither
     */
    public static Dialect of(Handle handle) {
        String product;
        try {
            product = handle.getConnection().getMetaData().getDatabaseProductName();
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not say what it is", e);
        }
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default ->
                    throw new IllegalStateException(
                            "the database is %s; Belfry's tables can live in PostgreSQL and in H2"
                                    .formatted(product));
        };
    }

    /**
     * Inserts those rows that are not there yet, and waits for other transactions that have just
     * inserted the same.
     *
     * @param key columns that are unique together
     * @param rows all with the same columns, in an order that other transactions keep too, so that
     *     none waits for the other
     * @throws JdbiException when the database refuses
     */
    public static void insertIfAbsent(
            Handle handle, String table, List<String> key, List<? extends Map<String, ?>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<String> columns = List.copyOf(rows.getFirst().keySet());
        String insert =
                "INSERT INTO %s (%s) VALUES (%s)"
                        .formatted(
                                table,
                                String.join(", ", columns),
                                columns.stream()
                                        .map(name -> ":" + name)
                                        .collect(Collectors.joining(", ")));
        of(handle).insertRows(handle, insert, key, rows.stream().map(Row::new).toList());
    }

    abstract void insertRows(Handle handle, String insert, List<String> key, List<Row> rows);
}
