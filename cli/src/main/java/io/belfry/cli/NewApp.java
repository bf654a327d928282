package io.belfry.cli;

import java.security.SecureRandom;

/** Random credentials of an app. Immutable; its text leaves the secret out. */
record NewApp(String id, String key, String secret) {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 20;

    static NewApp random() {
        SecureRandom random = new SecureRandom();
        String id = Integer.toString(100_000 + random.nextInt(900_000));
        return new NewApp(id, word(random), word(random));
    }

    private static String word(SecureRandom random) {
        StringBuilder word = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            word.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return word.toString();
    }

    @Override
    public String toString() {
        return "NewApp[id=" + id + ", key=" + key + "]";
    }
}
