package io.belfry.example.school.together;

/** What a class shares in a lesson. */
enum SharedKind {
    /** A whiteboard: each entry is a stroke, as JSON. */
    BOARD,
    /** A text: each entry is an update of Yjs, in base64. */
    DOCUMENT,
    /** A program, as a text. */
    CODE
}
