package io.belfry.cli;

/** What keeps a command from doing its work, as a sentence for its user. */
final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    Failure(String sentence) {
        this(ExceptionsInWords.FOR_THE_USER, sentence);
    }

    Failure(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    Failure(String sentence, Throwable cause) {
        this(ExceptionsInWords.FOR_THE_USER, sentence, cause);
    }

    Failure(int exitCode, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
