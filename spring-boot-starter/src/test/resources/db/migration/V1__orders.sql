-- The application's own tables; its Flyway wants to find an empty database.
CREATE TABLE orders (
    id BIGINT PRIMARY KEY
);
