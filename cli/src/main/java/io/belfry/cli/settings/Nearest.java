package io.belfry.cli.settings;

import org.jspecify.annotations.Nullable;

import java.util.Collection;

/** Guesses which name was meant by one that nobody knows. */
final class Nearest {
    private Nearest() {}

    /**
     * The setting that was most likely meant, or null when none is near. What is written wrong is
     * mostly the last name of a path; a right name at the wrong place is found too.
     *
     * @param paths with {@code []} for the items of lists, as {@code path}
     */
    static @Nullable String path(String path, Collection<String> paths) {
        String nearest = null;
        int best = Integer.MAX_VALUE;
        for (String each : paths) {
            int distance = leafDistance(leaf(path), leaf(each));
            int total = 4 * distance + (parent(path).equals(parent(each)) ? 0 : 3);
            if (distance <= tolerance(leaf(path)) && total < best) {
                best = total;
                nearest = each;
            }
        }
        return nearest;
    }

    /** The name that was most likely meant, or null when none is near. */
    static @Nullable String name(String name, Collection<String> names) {
        String nearest = null;
        int best = tolerance(name) + 1;
        for (String each : names) {
            int distance = distance(name, each);
            if (distance < best) {
                best = distance;
                nearest = each;
            }
        }
        return nearest;
    }

    private static String leaf(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    private static int tolerance(String name) {
        return Math.max(1, name.length() / 3);
    }

    // A word more or less, such as app_id for id, is nearer than its letters.
    private static int leafDistance(String given, String known) {
        boolean wordMore = given.endsWith("_" + known) || known.endsWith("_" + given);
        return wordMore ? 1 : distance(given, known);
    }

    /** Letters to add, leave out, change or swap with their neighbours. */
    static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int least =
                Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
