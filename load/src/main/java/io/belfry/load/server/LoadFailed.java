package io.belfry.load.server;

/** Why a run cannot begin, as a sentence for whoever wanted it. */
public final class LoadFailed extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param sentence what is wrong and what to do
     */
    public LoadFailed(String sentence) {
        super(sentence);
    }

    /**
     * @param sentence what is wrong and what to do
     */
    public LoadFailed(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
