-- How often a context of a user has changed. All administrators together are the user '*', which
-- is nobody's id.
CREATE TABLE belfry_context_version (
    user_id VARCHAR(200) NOT NULL,
    context VARCHAR(100) NOT NULL,
    version BIGINT       NOT NULL,
    PRIMARY KEY (user_id, context)
);
