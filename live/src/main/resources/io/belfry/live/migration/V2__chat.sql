-- Who locks the row of a conversation gives its next message a number.
CREATE TABLE belfry_conversation (
    id         UUID                     PRIMARY KEY,
    title      VARCHAR(400),
    messages   BIGINT                   NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL
);

-- How far a participant has got, in numbers of messages.
CREATE TABLE belfry_participant (
    conversation_id UUID         NOT NULL REFERENCES belfry_conversation ON DELETE CASCADE,
    user_id         VARCHAR(400) NOT NULL,
    delivered_up_to BIGINT       NOT NULL,
    read_up_to      BIGINT       NOT NULL,
    PRIMARY KEY (conversation_id, user_id)
);

CREATE INDEX belfry_participant_user ON belfry_participant (user_id, conversation_id);

-- What is deleted keeps its number, and no body.
CREATE TABLE belfry_message (
    id              UUID                     PRIMARY KEY,
    conversation_id UUID                     NOT NULL REFERENCES belfry_conversation ON DELETE CASCADE,
    number          BIGINT                   NOT NULL,
    sender_id       VARCHAR(400)             NOT NULL,
    send_key        VARCHAR(100)             NOT NULL,
    body            TEXT                     NOT NULL,
    created_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    edited_at       TIMESTAMP WITH TIME ZONE,
    deleted_at      TIMESTAMP WITH TIME ZONE,
    UNIQUE (conversation_id, number),
    UNIQUE (conversation_id, sender_id, send_key)
);
